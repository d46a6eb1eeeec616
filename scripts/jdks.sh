# Finds JDKs by looking; to be sourced. Sets JAVA_HOME_17 and JAVA_HOME_25 where it finds them.

jdk_major() { # the major version of the JDK in folder $1; fails where there is none
    [ -x "$1/bin/java" ] && [ -x "$1/bin/javac" ] && [ -r "$1/release" ] || return 1
    sed -n 's/^JAVA_VERSION="\{0,1\}\([0-9]*\).*/\1/p' "$1/release"
}

find_jdk() { # prints the home of a JDK of major version $1; fails where there is none
    wanted=$1
    running=$(command -v javac || command -v java || true)
    [ -z "$running" ] || running=$(dirname "$(dirname "$(readlink -f "$running")")")
    eval "named=\${JAVA_HOME_$wanted:-}"
    for home in "$named" "${JAVA_HOME:-}" "$running" \
        "${running%/*}"/* "$(dirname "${JAVA_HOME:-/nowhere/jdk}")"/* /usr/lib/jvm/* \
        "$HOME"/.jdks/* "$HOME"/.sdkman/candidates/java/* /opt/java/* /Library/Java/JavaVirtualMachines/*/Contents/Home; do
        if [ -n "$home" ] && [ "$(jdk_major "$home" || true)" = "$wanted" ]; then
            printf '%s\n' "$home"
            return 0
        fi
    done
    return 1
}

for major in 17 25; do
    if home=$(find_jdk "$major"); then
        export "JAVA_HOME_$major=$home"
    fi
done
