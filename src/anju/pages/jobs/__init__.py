"""The job board: public, for people who look for work, for employers and for the offices that review."""
