/* Inside the processes that the server begins. */
#ifndef REVISIT_SERVE_INSIDE_H
#define REVISIT_SERVE_INSIDE_H

#include "serve/serve.h"

/* Builds and answers by that socket until the server goes. Gives the exit status. */
int builder_inside(const struct serve_options *options, const struct maker *maker, int fd);

#endif
