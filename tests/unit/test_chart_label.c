/* Labels: placed without collision, near where they want to stand. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "chart/label.h"
#include "chart/track.h"

static struct label
label_at(double want)
{
	return (struct label){ .want = want, .height = 10 };
}

static void
test_free_labels_stay_where_they_want(void **state)
{
	struct label labels[] = { label_at(80), label_at(20) };

	(void)state;
	assert_true(labels_place(labels, 2, 0, 100));
	assert_true(labels[0].middle == 20 && labels[1].middle == 80);
}

static void
test_touching_labels_share_the_way(void **state)
{
	struct label labels[] = { label_at(50), label_at(52), label_at(51) };

	(void)state;
	assert_true(labels_place(labels, 3, 0, 100));
	assert_true(fabs(labels[0].middle - 41) < 1e-9);
	assert_true(fabs(labels[1].middle - 51) < 1e-9);
	assert_true(fabs(labels[2].middle - 61) < 1e-9);
}

/* Random wants, fixed seed: never an overlap, never outside. */
static void
test_no_two_labels_overlap(void **state)
{
	unsigned seed = 7;

	(void)state;
	for (int round = 0; round < 500; round++) {
		struct label labels[8];
		int count = 1 + round % 8;

		for (int i = 0; i < count; i++) {
			seed = seed * 1103515245 + 12345;
			labels[i] = label_at(seed / 65536 % 130 - 15.0);
		}
		assert_true(labels_place(labels, count, 0, 100));
		for (int i = 0; i < count; i++) {
			assert_true(labels[i].middle >= 5 - 1e-9 && labels[i].middle <= 95 + 1e-9);
			if (i)
				assert_true(labels[i].middle - labels[i - 1].middle >= 10 - 1e-9);
		}
	}
}

static void
test_too_many_labels_do_not_fit(void **state)
{
	struct label labels[] = { label_at(1), label_at(2), label_at(3) };

	(void)state;
	assert_false(labels_place(labels, 3, 0, 29));
	assert_true(labels_place(labels, 3, 0, 30));
	assert_true(labels_place(labels, 0, 0, 0));
}

static void
test_lines_and_boxes_are_obstacles(void **state)
{
	const struct point line[] = { { 0, 0 }, { 100, 100 } };
	struct obstacles obstacles = obstacles_make();

	(void)state;
	obstacles_add_line(&obstacles, line, 2);
	obstacles_add_box(&obstacles, (struct box){ 80, 0, 20, 20 });
	assert_true(obstacles_hit(&obstacles, (struct box){ 45, 45, 10, 10 }));
	assert_true(obstacles_hit(&obstacles, (struct box){ 0, 45, 100, 10 })); /* passes through */
	assert_true(obstacles_hit(&obstacles, (struct box){ 85, 5, 5, 5 }));
	assert_false(obstacles_hit(&obstacles, (struct box){ 60, 30, 10, 10 }));
	assert_false(obstacles_hit(&obstacles, (struct box){ 101, 101, 10, 10 }));
	obstacles_finish(&obstacles);
}

static void
test_a_place_beside_a_line_is_free_of_it(void **state)
{
	const struct point line[] = { { 10, 50 }, { 50, 50 }, { 90, 50 } };
	const struct box room = { 0, 0, 100, 100 };
	struct obstacles obstacles = obstacles_make();
	struct point place;

	(void)state;
	obstacles_add_line(&obstacles, line, 3);
	assert_true(label_beside(&obstacles, room, line, 3, 40, 10, &place));
	assert_true(place.x == 50 && place.y == 42); /* above the last point with room on both sides */
	assert_false(label_beside(&obstacles, room, line, 3, 120, 10, &place));
	obstacles_finish(&obstacles);
}

static void
test_a_label_stands_nearest_to_its_own_line(void **state)
{
	const struct point line[] = { { 10, 50 }, { 50, 50 }, { 90, 50 } };
	const struct point other[] = { { 60, 0 }, { 60, 36 }, { 90, 36 } };
	const struct box room = { 0, 0, 100, 100 };
	struct obstacles obstacles = obstacles_make();
	struct point place;

	(void)state;
	obstacles_add_line(&obstacles, line, 3);
	obstacles_add_line(&obstacles, other, 3);
	assert_true(label_beside(&obstacles, room, line, 3, 18, 8, &place));
	assert_true(place.x == 90 && place.y == 57); /* below: the other line is as near above */
	obstacles_add_box(&obstacles, (struct box){ 0, 52, 100, 48 });
	obstacles_add_box(&obstacles, (struct box){ 0, 0, 70, 48 });
	assert_true(label_beside(&obstacles, room, line, 3, 18, 8, &place));
	assert_true(place.x == 90 && place.y == 43); /* rather than nowhere */
	obstacles_finish(&obstacles);
}

static void
test_decimation_keeps_the_extremes(void **state)
{
	struct point points[1000];
	double low = INFINITY, high = -INFINITY;
	int count;

	(void)state;
	for (int i = 0; i < 1000; i++)
		points[i] = (struct point){ i / 100.0, i == 555 ? 1000 : i == 333 ? -1000 : sin(i) };
	count = points_decimate(points, 1000, 1);
	assert_true(count <= 40 && count >= 20);
	for (int i = 0; i < count; i++) {
		low = fmin(low, points[i].y);
		high = fmax(high, points[i].y);
		assert_true(!i || points[i].x >= points[i - 1].x);
	}
	assert_true(low == -1000 && high == 1000);
	assert_true(points[0].x == 0 && points[count - 1].x == 9.99);
	assert_int_equal(points_decimate(points, 0, 1), 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_free_labels_stay_where_they_want),
		cmocka_unit_test(test_touching_labels_share_the_way),
		cmocka_unit_test(test_no_two_labels_overlap),
		cmocka_unit_test(test_too_many_labels_do_not_fit),
		cmocka_unit_test(test_lines_and_boxes_are_obstacles),
		cmocka_unit_test(test_a_place_beside_a_line_is_free_of_it),
		cmocka_unit_test(test_a_label_stands_nearest_to_its_own_line),
		cmocka_unit_test(test_decimation_keeps_the_extremes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
