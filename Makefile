# revisit: `make help` lists what there is to make.
PKGS     := glib-2.0 libxml-2.0 libxslt cairo pangocairo pangoft2 fontconfig harfbuzz
CC       ?= cc
CFLAGS   ?= -O2 -g
WARNINGS := -Wall -Wextra -Wshadow -Wpointer-arith -Wstrict-prototypes -Wmissing-prototypes \
            -Wwrite-strings -Wvla
B        := build$(if $(SAN),-san)
SANFLAGS := $(if $(SAN),-fsanitize=address$(,)undefined -fno-omit-frame-pointer -fno-sanitize-recover=undefined)
, := ,
CPPFLAGS += -D_GNU_SOURCE -Isrc -MMD -MP $(shell pkg-config --cflags $(PKGS) 2>/dev/null)
ALL_CFLAGS = -std=c17 $(WARNINGS) $(SANFLAGS) $(CFLAGS)
LDLIBS   += $(shell pkg-config --libs $(PKGS) 2>/dev/null) -lm

SRCS  := $(sort $(wildcard src/*.c src/*/*.c))
OBJS  := $(SRCS:%.c=$B/%.o)
LIB   := $(filter-out $B/src/main.o,$(OBJS))
UNITS := $(patsubst tests/unit/%.c,$B/unit/%,$(sort $(wildcard tests/unit/test_*.c)))

.PHONY: all test clean
all: $B/revisit

$B/revisit: $(OBJS)
	@$(CC) $(ALL_CFLAGS) $(LDFLAGS) -o $@ $(OBJS) $(LDLIBS)

$B/librevisit.a: $(LIB)
	@rm -f $@
	@$(AR) rcs $@ $(LIB)

$B/unit/%: $B/tests/unit/%.o $B/librevisit.a
	@mkdir -p $(@D)
	@$(CC) $(ALL_CFLAGS) $(LDFLAGS) -o $@ $^ $(LDLIBS) -lcmocka

$B/%.o: %.c
	@mkdir -p $(@D)
	@echo "  CC $<"
	@$(CC) $(CPPFLAGS) $(ALL_CFLAGS) -c -o $@ $<

test: $(UNITS)
	@for t in $(UNITS); do $$t || exit 1; done

clean:
	rm -rf build build-san

.SECONDARY:
-include $(shell find $B -name '*.d' 2>/dev/null)
