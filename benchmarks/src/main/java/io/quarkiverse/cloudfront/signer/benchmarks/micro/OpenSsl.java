package io.quarkiverse.cloudfront.signer.benchmarks.micro;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * RSA 2048 signatures of OpenSSL, in a separate process with one thread.
 */
final class OpenSsl {

    static final String NAME = "openssl speed rsa2048";

    /**
     * For each key type: its number, its size, and the signatures per second. Versions before 3 print the seconds per signature
     * first.
     */
    private static final Pattern RSA = Pattern.compile("\\+F2:\\d+:2048:([0-9.]+):.*");

    private OpenSsl() {
    }

    /**
     * @return signatures per second, or empty if OpenSSL is not installed
     */
    static OptionalDouble speed(int seconds) throws InterruptedException {
        try {
            Process process = new ProcessBuilder("openssl", "speed", "-mr", "-seconds", Integer.toString(seconds), "rsa2048")
                    .redirectError(ProcessBuilder.Redirect.DISCARD).start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            process.waitFor();
            return parse(output);
        } catch (IOException e) {
            return OptionalDouble.empty();
        }
    }

    static OptionalDouble parse(String output) {
        Matcher rsa = RSA.matcher(output);
        if (!rsa.find()) {
            return OptionalDouble.empty();
        }
        double value = Double.parseDouble(rsa.group(1));
        return OptionalDouble.of(value < 1 ? 1 / value : value);
    }
}
