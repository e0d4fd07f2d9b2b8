"""Write results for people: text, HTML and workbooks; a renderer computes nothing."""
