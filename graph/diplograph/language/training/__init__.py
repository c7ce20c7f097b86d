"""How the bundled model was made: corpora in, ONNX files out (needs the `train` extra)."""
