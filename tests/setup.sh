#!/bin/sh
# setup.sh GROUP...: installs what the groups of tests/packages need and this machine lacks.
# Debian and Ubuntu: apt-get, through sudo where not root. Elsewhere: names the packages and stops.
# Looks for the things themselves each time (some milliseconds), so that it cannot be out of date.
# setup.sh --missing GROUP...: only prints the Debian names of what is missing.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
table=${PACKAGES:-$here/packages}
shares="/usr/share /usr/local/share /opt/homebrew/share"
includes="/usr/include /usr/local/include /opt/homebrew/include"

# first_of FILE...: true when one of the files (patterns have been expanded) is there
first_of() {
	for file; do
		[ -e "$file" ] && return 0
	done
	return 1
}

font_there() {
	for share in $shares; do
		first_of "$share"/fonts/"$1" "$share"/fonts/*/"$1" "$share"/fonts/*/*/"$1" && return 0
	done
	first_of "${HOME:-/}"/.local/share/fonts/"$1" "${HOME:-/}"/Library/Fonts/"$1" \
		/Library/Fonts/"$1"
}

# there KIND:NAME: true when the system has it
there() {
	name=${1#*:}
	case $1 in
	command:*) command -v "$name" >/dev/null 2>&1 ;;
	module:*) pkg-config --exists "$name" 2>/dev/null ;;
	header:*) for folder in $includes; do [ -e "$folder/$name" ] && return 0; done; return 1 ;;
	share:*) for folder in $shares; do [ -e "$folder/$name" ] && return 0; done; return 1 ;;
	font:*) font_there "$name" ;;
	sanitizer:*) echo 'int LLVMFuzzerTestOneInput(void) { return 0; }' |
		clang -fsanitize="$name" -x c -o /dev/null - 2>/dev/null ;;
	*) echo "$table: unknown check '$1'" >&2; exit 2 ;;
	esac
}

# missing COLUMN GROUP...: the names in that column of what is missing, each once
missing() {
	column=$1 names=
	shift
	while read -r group check debian fedora arch brew; do
		case " $* " in *" $group "*) ;; *) continue ;; esac
		there "$check" && continue
		eval "name=\$$column"
		case " $names " in *" $name "*) continue ;; esac
		[ "$name" = - ] || names="$names $name"
	done <"$table"
	echo "${names# }"
}

# All modules of a group in one question: pkg-config is the only process the usual run starts.
all_there() {
	modules=
	while read -r group check rest; do
		case " $* " in *" $group "*) ;; *) continue ;; esac
		case $check in
		module:*) modules="$modules ${check#*:}" ;;
		*) there "$check" || return 1 ;;
		esac
	done <"$table"
	[ -z "$modules" ] || pkg-config --exists $modules 2>/dev/null
}

elsewhere() {
	echo "These packages are missing; please install them and run this again:" >&2
	if command -v dnf >/dev/null 2>&1; then
		echo "  sudo dnf install $(missing fedora "$@")" >&2
	elif command -v pacman >/dev/null 2>&1; then
		echo "  sudo pacman -S $(missing arch "$@")" >&2
	elif command -v brew >/dev/null 2>&1; then
		echo "  brew install $(missing brew "$@")" >&2
	else
		echo "  Fedora (dnf):    $(missing fedora "$@")" >&2
		echo "  Arch (pacman):   $(missing arch "$@")" >&2
		echo "  macOS (brew):    $(missing brew "$@")" >&2
	fi
	exit 3
}

[ "${1:-}" != --missing ] || { shift; missing debian "$@"; exit 0; }
[ $# -gt 0 ] || { echo "usage: setup.sh [--missing] GROUP..." >&2; exit 2; }
all_there "$@" && exit 0
command -v apt-get >/dev/null 2>&1 || elsewhere "$@"

wanted=$(missing debian "$@")
as_root=
if [ "$(id -u)" != 0 ]; then
	as_root=sudo
	command -v sudo >/dev/null 2>&1 || {
		echo "These packages are missing; please have them installed and run this again:" >&2
		echo "  apt-get install $wanted" >&2
		exit 3
	}
fi
apt() {
	$as_root env DEBIAN_FRONTEND=noninteractive apt-get -q -y "$@" </dev/null
}
echo "Installing with apt-get: $wanted"
# Package lists that were never fetched, or have aged past use, are fetched first, or again.
first_of /var/lib/apt/lists/*_Packages* || apt update
apt install --no-install-recommends $wanted || { apt update && apt install --no-install-recommends $wanted; } || {
	echo "apt-get could not install: $wanted" >&2
	exit 3
}
left=$(missing debian "$@")
[ -z "$left" ] || { echo "still missing after the installation: $left" >&2; exit 3; }
