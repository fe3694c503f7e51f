package com.runmat.telemetry.shapes;

import org.jspecify.annotations.Nullable;

/**
 * The platform of a build, such as {@code linux-x86_64} or {@code x86_64-unknown-linux-gnu}: up to four words that platforms are
 * named with. Any other words with {@code -} between them could be the name of somebody's machine.
 */
public record Platform() implements TextShape {
    private static final int MOST_WORDS = 4;

    private static final Vocabulary WORDS = Vocabulary.of("""
            aix alpine android browser bsd cygwin darwin debian dragonfly emscripten freebsd fuchsia gentoo haiku hurd illumos ios
            ios_sim iphoneos linux macos macosx mingw mingw32 mingw64 msys msys2 netbsd nixos openbsd osx redox solaris sunos
            tvos ubuntu uefi unix visionos wasi wasip1 wasip2 watchos win32 win64 windows windows_nt winnt wsl wsl2

            aarch64 aarch64_be amd64 arm arm64 arm64e arm64ec armeabi armel armhf armv5 armv6 armv6l armv7 armv7a armv7l armv7hf armv8
            armv8l i386 i486 i586 i686 ia32 ia64 loongarch64 m68k mips mips64 mips64el mipsel noarch powerpc powerpc64 powerpc64le
            ppc ppc64 ppc64el ppc64le riscv riscv32 riscv64 riscv64gc s390 s390x sparc sparc64 sparcv9 universal universal2 wasm
            wasm32 wasm64 x32 x64 x86 x86_32 x86_64 x86_64_v2 x86_64_v3 x86_64_v4 x86_64h

            apple bionic eabi eabihf glibc gnu gnu_ilp32 gnuabi64 gnueabi gnueabihf gnullvm gnux32 libc llvm macabi msvc musl musleabi
            musleabihf other pc sim simulator static uclibc unknown uwp
            cpu cuda gpu metal opencl rocm vulkan webgpu
            """);

    @Override
    public @Nullable String keep(String text) {
        String platform = KeptText.of(text);
        return platform != null && fits(platform) ? Ascii.toLower(platform) : null;
    }

    private static boolean fits(String text) {
        int words = 1;
        int start = 0;
        for (int dash = text.indexOf('-'); dash >= 0; dash = text.indexOf('-', start)) {
            if (!WORDS.has(text, start, dash)) {
                return false;
            }
            start = dash + 1;
            words++;
        }
        return words <= MOST_WORDS && WORDS.has(text, start, text.length());
    }

    @Override
    public int longest() {
        return MOST_WORDS * (Word.LONGEST + 1) - 1;
    }

    @Override
    public boolean plain() {
        return true;
    }

    @Override
    public String describe() {
        return "up to four words of operating systems, processors and their kinds joined by `-`, in lower case";
    }

    @Override
    public String pattern() {
        return "^[A-Za-z0-9][A-Za-z0-9_]{0,23}(-[A-Za-z0-9][A-Za-z0-9_]{0,23}){0,3}$";
    }
}
