"""The pytest plug-in, loaded by every pytest run on the machine; so it imports the library inside its hooks only."""
