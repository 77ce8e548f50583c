"""Writing BPMN: `edit` splices into an uploaded file, `build` makes a new one from the model."""
