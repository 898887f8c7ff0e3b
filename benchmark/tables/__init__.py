"""Tables of rows and columns that others wrote: their encoding and rows, and names compared as people do."""
