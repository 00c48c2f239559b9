package io.quarkiverse.cloudfront.signer.programs;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The programs that tests start, and how to install them.
 */
public enum Program {

    /** Version managers put programs of the same name in front of it, which might not work. */
    AWS_CLI("AWS CLI", "awscli", "awscli", "aws") {

        @Override
        boolean isUsable(Path executable) {
            return output(executable, "--version").startsWith("aws-cli/");
        }
    },

    BASH("Bash", "bash", "bash", "bash"),

    BOTOCORE("Python 3 with botocore", "python3-botocore", null, "python3") {

        @Override
        boolean isUsable(Path executable) {
            return output(executable, "-c", "import botocore; print('botocore', botocore.__version__)")
                    .matches("(?s).*botocore \\d+\\..*");
        }
    },

    /** The tests measure pages with these fonts. */
    CHROMIUM("Chromium", "chromium fonts-dejavu-core", "--cask google-chrome", "chromium", "chromium-browser", "google-chrome",
            "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome") {

        @Override
        Stream<Path> places() {
            return Stream.concat(Stream.ofNullable(System.getenv("CHROMIUM")).map(Path::of), super.places());
        }
    },

    CURL("curl", "curl", "curl", "curl"),

    FFMPEG("ffmpeg", "ffmpeg", "ffmpeg", "ffmpeg"),

    /** The first version with long-term support that reports finished downloads through WebDriver BiDi. */
    FIREFOX("Firefox 153", "firefox-esr", "--cask firefox", "firefox-esr", "firefox",
            "/Applications/Firefox.app/Contents/MacOS/firefox") {

        @Override
        boolean isUsable(Path executable) {
            return output(executable, "--version").matches("(?s).*Firefox (15[3-9]|1[6-9]\\d|[2-9]\\d\\d)\\..*");
        }
    },

    HAPROXY("HAProxy", "haproxy", "haproxy", "haproxy"),

    MKFIFO("mkfifo", "coreutils", "coreutils", "mkfifo"),

    /** It does not start without Flask-CORS, which its package only recommends. */
    MOTO("Python 3 with moto", "python3-moto python3-flask-cors", null, "python3") {

        @Override
        boolean isUsable(Path executable) {
            return output(executable, "-c", "import moto.server; print('moto can start')").endsWith("moto can start\n");
        }
    },

    NGINX("nginx", "nginx-light", "nginx", "nginx"),

    /** The engine of CloudFront Functions. */
    NJS("njs", "njs", "njs", "njs"),

    NPM("Node.js with npm", "nodejs npm", "node", "npm"),

    /** LibreSSL, which macOS calls openssl, and older versions do not write all forms of keys that the tests read. */
    OPENSSL("OpenSSL 3", "openssl", "openssl", "openssl") {

        @Override
        boolean isUsable(Path executable) {
            return output(executable, "version").matches("(?s)OpenSSL ([3-9]|\\d\\d)\\..*");
        }
    },

    /** It checks and tests alert rules. */
    PROMTOOL("promtool", "promtool", "prometheus", "promtool"),

    /** The sample's configuration names the library of Debian's package. */
    SOFTHSM("SoftHSM 2", "softhsm2", null, "softhsm2-util") {

        @Override
        boolean isUsable(Path executable) {
            return Files.exists(Path.of("/usr/lib/softhsm/libsofthsm2.so"));
        }
    },

    SLEEP("sleep", "coreutils", "coreutils", "sleep"),

    SQUID("Squid", "squid", "squid", "squid"),

    VARNISH("Varnish", "varnish", "varnish", "varnishd");

    private final String title;
    private final String debianPackages;
    private final String formula;
    private final List<String> names;

    /**
     * @param formula of Homebrew, or null
     * @param names of the executable, or absolute paths to it
     */
    Program(String title, String debianPackages, String formula, String... names) {
        this.title = title;
        this.debianPackages = debianPackages;
        this.formula = formula;
        this.names = List.of(names);
    }

    /** The program, and how to install it. */
    public String describe() {
        return title + " (Debian: apt-get install " + debianPackages
                + (formula == null ? ")" : "; macOS: brew install " + formula + ")");
    }

    /** The path of the installed program. */
    public Optional<Path> find() {
        // their names end differently, and what is called bash there starts Linux
        if (File.separatorChar == '\\') {
            return Optional.empty();
        }
        return places().filter(Files::isExecutable).filter(this::isUsable).findFirst();
    }

    /**
     * The path of the installed program, for tests that only run if it is installed.
     */
    public String path() {
        return find().orElseThrow(() -> new IllegalStateException("A test without @NeedsProgram needs " + describe()))
                .toString();
    }

    Stream<Path> places() {
        // Debian installs servers in /usr/sbin, which users do not have on their PATH
        return Stream
                .concat(Stream.of(System.getenv("PATH").split(File.pathSeparator)), Stream.of("/usr/local/sbin", "/usr/sbin"))
                .map(Path::of).flatMap(directory -> names.stream().map(directory::resolve));
    }

    boolean isUsable(Path executable) {
        return true;
    }

    private static String output(Path executable, String... arguments) {
        try {
            Process process = new ProcessBuilder(Stream.concat(Stream.of(executable.toString()), Stream.of(arguments)).toList())
                    .redirectErrorStream(true).start();
            process.getOutputStream().close();
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
