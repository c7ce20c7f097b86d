"""How the span model was trained; needs the extra ``train`` and PolNeAR."""
