/* Listening. */
#include "serve/listen.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

enum { WAITING_MOST = 128, TRIES = 20 };

static int
listen_at(int family, const void *address, socklen_t size)
{
	int fd = socket(family, SOCK_STREAM, 0), on = 1, error;

	if (fd < 0)
		return -1;
	fcntl(fd, F_SETFD, FD_CLOEXEC);
	fcntl(fd, F_SETFL, fcntl(fd, F_GETFL) | O_NONBLOCK);
	/* A port whose last connections are not forgotten yet is free all the same. */
	setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on));
	if (family == AF_INET6)
		setsockopt(fd, IPPROTO_IPV6, IPV6_V6ONLY, &on, sizeof(on));
	if (bind(fd, address, size) == 0 && listen(fd, WAITING_MOST) == 0)
		return fd;
	error = errno;
	close(fd);
	errno = error;
	return -1;
}

static int
listen_four(int *port)
{
	struct sockaddr_in address = { .sin_family = AF_INET, .sin_port = htons((uint16_t)*port),
		.sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	socklen_t size = sizeof(address);
	int fd = listen_at(AF_INET, &address, size);

	if (fd >= 0 && getsockname(fd, (struct sockaddr *)&address, &size) == 0)
		*port = ntohs(address.sin_port);
	return fd;
}

static int
listen_six(int port)
{
	struct sockaddr_in6 address = { .sin6_family = AF_INET6, .sin6_port = htons((uint16_t)port),
		.sin6_addr = IN6ADDR_LOOPBACK_INIT };

	return listen_at(AF_INET6, &address, sizeof(address));
}

/* Somebody else at the same port of the other family would get what is meant for us. */
bool
listen_loopback(int *port, int sockets[2])
{
	bool any = *port == 0;

	for (int i = 0; i < TRIES; i++) {
		if (any)
			*port = 0;
		if ((sockets[0] = listen_four(port)) < 0)
			return false;
		sockets[1] = listen_six(*port);
		if (sockets[1] >= 0 || errno != EADDRINUSE)
			return true;
		close(sockets[0]);
		errno = EADDRINUSE;
		if (!any)
			return false;
	}
	return false;
}
