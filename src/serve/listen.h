/* Listening: sockets of our own machine's, and no others. */
#ifndef REVISIT_SERVE_LISTEN_H
#define REVISIT_SERVE_LISTEN_H

#include <stdbool.h>

/* Sockets at 127.0.0.1 and ::1, both at the same port; the second is -1 where there is no IPv6. `*port`
 * 0: any that is free, which it then becomes. False, and errno says why. */
bool listen_loopback(int *port, int sockets[2]);

#endif
