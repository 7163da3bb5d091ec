"""This module follows a lifecycle that is written as one table a lawyer can read: state × act → state."""

from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from anju.law.refusal import Refusal
from anju.law.wording import Text, joined

NOT_ALLOWED = Text(
    zh="{name}现在是“{state}”，不能{act}。现在可以：{possible}。",
    en="{name}: the state is “{state}”, so “{act}” isn't possible. Possible now: {possible}.",
)
NOTHING = Text(zh="无", en="nothing")


@dataclass(frozen=True)
class Step:
    """This is one row of a lifecycle: an act, the states it starts from, where it leads, who may, and why."""

    act: str
    source: tuple[str, ...]
    target: str
    who: tuple[str, ...]
    rules: tuple[str, ...]
    text: Text
    deadline: str | None = None


class Lifecycle:
    """This is a checked table of steps; an act with an empty source starts a thing in its target state."""

    def __init__(self, *, name: Text, states: Mapping[str, Text], initial: str, steps: Sequence[Step]) -> None:
        self.name = name
        self.states = dict(states)
        self.initial = initial
        self.steps = tuple(steps)
        self._check()
        self._by_state = {(state, step.act): step for step in self.steps for state in step.source}

    def follow(self, *, state: str, act: str) -> Step:
        """This is the step an act takes from a state, or a Refusal that says what is possible instead."""
        step = self._by_state.get((state, act))
        if step is None:
            possible = joined(*(step.text for step in self.acts_from(state))) if self.acts_from(state) else NOTHING
            text = NOT_ALLOWED.format(
                name=self.name, state=self.states.get(state, state), act=self._act_text(act), possible=possible
            )
            raise Refusal("not_allowed_in_state", text)
        return step

    def acts_from(self, state: str) -> tuple[Step, ...]:
        """This lists the steps that a state allows, in the table's order."""
        return tuple(step for step in self.steps if state in step.source)

    def allows(self, *, state: str, act: str) -> bool:
        """This tells whether an act is possible in a state."""
        return (state, act) in self._by_state

    def reachable(self) -> frozenset[str]:
        """This is every state that can be reached from a first one."""
        seen = set(self._starts())
        waiting = deque(seen)
        while waiting:
            for step in self.acts_from(waiting.popleft()):
                if step.target not in seen:
                    seen.add(step.target)
                    waiting.append(step.target)
        return frozenset(seen)

    def final(self) -> frozenset[str]:
        """This is every state that nothing leads out of."""
        return frozenset(state for state in self.states if not self.acts_from(state))

    def mermaid(self, *, language: str = "zh") -> str:
        """This draws the table as a Mermaid state diagram."""
        lines = ["stateDiagram-v2"]
        lines += [f'    state "{text.in_language(language)}" as {state}' for state, text in self.states.items()]
        lines += [f"    [*] --> {state}" for state in self._starts()]
        for step in self.steps:
            lines += [
                f"    {state} --> {step.target}: {step.text.in_language(language)} ({', '.join(step.rules)})"
                for state in step.source
            ]
        lines += [f"    {state} --> [*]" for state in self.states if state in self.final()]
        return "\n".join(lines) + "\n"

    def table_markdown(self, *, language: str = "en") -> str:
        """This prints the table for the docs, one row a step."""
        lines = ["| act | from | to | who | rules | deadline |", "|---|---|---|---|---|---|"]
        for step in self.steps:
            source = ", ".join(self.states[state].in_language(language) for state in step.source) or "—"
            cells = (
                f"{step.text.in_language(language)} (`{step.act}`)",
                source,
                self.states[step.target].in_language(language),
                ", ".join(step.who),
                ", ".join(step.rules),
                step.deadline or "",
            )
            lines.append("| " + " | ".join(cells) + " |")
        return "\n".join(lines) + "\n"

    def _starts(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys((self.initial, *(step.target for step in self.steps if not step.source))))

    def _act_text(self, act: str) -> Text:
        for step in self.steps:
            if step.act == act:
                return step.text
        return Text(zh=act, en=act)

    def _check(self) -> None:
        if self.initial not in self.states:
            raise ValueError(f"{self.name.en}: unknown first state {self.initial!r}")
        taken: set[tuple[str, str]] = set()
        for step in self.steps:
            for state in (*step.source, step.target):
                if state not in self.states:
                    raise ValueError(f"{self.name.en}: act {step.act!r} names the unknown state {state!r}")
            for state in step.source or ("",):
                if (state, step.act) in taken:
                    raise ValueError(f"{self.name.en}: act {step.act!r} is listed twice from {state!r}")
                taken.add((state, step.act))
        lost = set(self.states) - self.reachable()
        if lost:
            raise ValueError(f"{self.name.en}: nothing leads to {', '.join(sorted(lost))}")
