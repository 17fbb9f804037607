#!/bin/sh
# Makes sure that Debian or Ubuntu has what a group of make targets needs outside Python.
#
#   .ci/system.sh GROUP...    installs what is missing of the groups: python pages scripts tests
#   .ci/system.sh --python    prints the Python to build .venv with
#
# Nothing is asked of apt, and no rights are needed, when nothing is missing. All talk goes to
# standard error: standard output belongs to the target that called (`make report` prints paths).
set -eu

# group   Debian package            probe  looks for
table() {
    cat <<'END'
pages     libpango-1.0-0            lib    libpango-1.0.so.0
pages     libpangoft2-1.0-0         lib    libpangoft2-1.0.so.0
pages     libharfbuzz-subset0       lib    libharfbuzz-subset.so.0
pages     fonts-noto-core           font   Noto Sans
pages     fonts-noto-core           font   Noto Serif
pages     fonts-noto-core           font   Noto Sans Math
pages     fonts-noto-core           font   Noto Sans Symbols2
scripts   fonts-noto-core           font   Noto Sans Arabic
scripts   fonts-noto-core           font   Noto Naskh Arabic
scripts   fonts-noto-cjk            font   Noto Sans CJK SC
scripts   fonts-noto-cjk            font   Noto Serif CJK SC
tests     libreoffice-writer        file   /usr/lib/libreoffice/share/config/soffice.cfg/modules/swriter/ui/wordcount.ui
tests     libreoffice-calc          file   /usr/lib/libreoffice/program/libsclo.so
tests     python3-uno               file   /usr/lib/python3/dist-packages/uno.py
tests     pandoc                    cmd    pandoc
tests     chromium                  cmd    chromium
tests     default-jre-headless      cmd    java
tests     poppler-utils             cmd    pdftotext
tests     qpdf                      cmd    qpdf
tests     nodejs                    cmd    node
tests     npm                       cmd    npm
END
    # Debian's own Python comes without the part of venv that puts pip into a new environment.
    echo "python    $(python_package)  python"
}

say() { echo "reportgen: $*" >&2; }

find_python() {
    for name in python3 python3.14 python3.13 python3.12 python3.11; do
        if "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            command -v "$name"
            return
        fi
    done
    return 1
}

python_package() {
    if found=$(find_python); then
        "$found" -c 'import sys; print("python3.%d-venv" % sys.version_info[1])'
    else
        echo python3-venv
    fi
}

present() { # PROBE WHAT
    case $1 in
        lib) PATH=$PATH:/usr/sbin:/sbin ldconfig -p 2>/dev/null | grep -q "$2" ;;
        font) [ -n "$(fc-list "$2" family 2>/dev/null)" ] ;;
        cmd) command -v "$2" >/dev/null ;;
        file) [ -e "$2" ] ;;
        python) found=$(find_python) && "$found" -c 'import ensurepip, venv' 2>/dev/null ;;
    esac
}

missing() { # GROUP... -> the packages, each once
    table | while read -r group package probe what; do
        case " $* " in
            *" $group "*) present "$probe" "$what" || echo "$package" ;;
        esac
    done | sort -u | tr '\n' ' '
}

if [ "$*" = --python ]; then
    find_python || { say "needs Python 3.11 or newer, and found none."; exit 1; }
    exit
fi

packages=$(missing "$@")
[ -n "$packages" ] || exit 0

install="apt-get install --yes --no-install-recommends ${packages% }"
if ! command -v apt-get >/dev/null; then
    say "this system has no apt-get. Please install what Debian calls: $packages"
    exit 1
elif [ "$(id -u)" = 0 ]; then
    as_root=
elif sudo -n true 2>/dev/null; then
    as_root='sudo -n'
elif [ -t 0 ] && [ -z "${CI:-}" ] && command -v sudo >/dev/null; then
    as_root=sudo # a person is there to type the password
else
    say "some system packages are missing, and only root may install them. Please run this once:"
    say "    sudo apt-get update && sudo $install"
    exit 1
fi

say "installing ${packages% }"
export DEBIAN_FRONTEND=noninteractive
for command in 'apt-get update' "$install"; do
    # Unquoted on purpose: these are words, not one word.
    # shellcheck disable=SC2086
    ${as_root:+$as_root env DEBIAN_FRONTEND=noninteractive} $command -qq -o DPkg::Lock::Timeout=300 </dev/null >&2
done

packages=$(missing "$@")
[ -z "$packages" ] || { say "still missing after the installation: $packages"; exit 1; }
