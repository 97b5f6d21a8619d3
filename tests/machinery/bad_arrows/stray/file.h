// A folder that nobody put into the table.
