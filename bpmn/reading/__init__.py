"""How a parsed BPMN file becomes the model, one kind of thing a module. `bpmn.reader` is the door."""
