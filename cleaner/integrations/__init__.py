"""The cleaner inside other people's pipelines: each module is for one of them and imports it only when it is used."""
