package io.quarkiverse.cloudfront.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The key pair K1, which the program has made, and what it signs.
 *
 * @param directory where its files are
 */
public record Keys(Path directory) {

    public static Keys in(Path directory) {
        Cli.run("keygen", directory.toString());
        return new Keys(directory);
    }

    public Path publicKey() {
        return directory.resolve("public-key.pem");
    }

    public String sign(String url, String... options) {
        return run(
                List.of("sign", url, "--key-pair-id", "K1", "--private-key", directory.resolve("private-key.pem").toString()),
                options).lastLine();
    }

    /** Explains a request to a distribution that trusts the key. */
    public Cli explain(String... arguments) {
        return run(List.of("explain", "--public-key", "K1=" + publicKey()), arguments);
    }

    private static Cli run(List<String> first, String... more) {
        List<String> all = new ArrayList<>(first);
        all.addAll(List.of(more));
        return Cli.run(all.toArray(String[]::new));
    }
}
