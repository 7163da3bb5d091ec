"""The papers of a case: the decision, the one-time notice, the slip of an application; a gloss on a resident's English copy."""
