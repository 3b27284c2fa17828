/* The grid of a table: where each cell stands. PDF and HTML readers need every row to be full, so
 * a row that is not is refused here and never guessed at. */
#include "report/reader.h"

enum { MOST_COLUMNS = 64 };

static int
columns_of(const struct node *row)
{
	int count = 0;

	for (const struct node *cell = row->first; cell; cell = cell->next)
		count += cell->as.cell.colspan;
	return count;
}

/* Puts a row's cells into the columns that no cell of an earlier row reaches down into; `taken`
 * holds how many more rows each column is taken for. */
static void
row_place(struct reader *reader, const xmlNode *element, struct node *row, int *taken, int columns)
{
	int column = 0;

	for (struct node *cell = row->first; cell; cell = cell->next) {
		int end;

		while (column < columns && taken[column] > 0)
			column++;
		cell->as.cell.column = column;
		end = column + cell->as.cell.colspan;
		if (end > columns) {
			reader_refuse(reader, element, "a row (line %d) has more cells than the table's %d "
				"columns", row->line, columns);
			return;
		}
		for (; column < end; column++) {
			if (taken[column] > 0) {
				reader_refuse(reader, element, "two cells (line %d) want the same column",
					cell->line);
				return;
			}
			taken[column] = cell->as.cell.rowspan;
		}
	}
	for (column = 0; column < columns; column++)
		if (taken[column]-- <= 0) {
			reader_refuse(reader, element, "a row (line %d) has fewer cells than the table's %d "
				"columns", row->line, columns);
			return;
		}
}

void
reader_grid(struct reader *reader, const xmlNode *element, struct node *table)
{
	int taken[MOST_COLUMNS] = { 0 }, columns = table->as.table.column_count;
	struct node *rows = table->first;

	if (rows && rows->kind == NODE_PARA)
		rows = rows->next;
	if (!columns && rows)
		columns = columns_of(rows);
	if (!rows || columns > MOST_COLUMNS) {
		reader_refuse(reader, element, "a table has %s", rows ? "more than 64 columns" : "no row");
		return;
	}
	if (!table->as.table.column_count) {
		table->as.table.columns = arena_new_array(reader->arena, struct column, columns);
		table->as.table.column_count = columns;
	}
	for (struct node *row = rows; row && !reader->failed; row = row->next) {
		row_place(reader, element, row, taken, columns);
		if (row->next && row->next->as.row.part < row->as.row.part)
			reader_refuse(reader, element, "a table has a head row below its body");
		if (!row->next || row->next->as.row.part != row->as.row.part)
			for (int i = 0; i < columns && !reader->failed; i++)
				if (taken[i] > 0)
					reader_refuse(reader, element, "a cell reaches below the last row of its "
						"part of the table");
	}
}
