"""The traces of an application that does not exist. generate.py tells what lies where."""
