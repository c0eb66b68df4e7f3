"""How it is shown: values in, text out; one renderer a file."""
