package io.quarkiverse.cloudfront.cli.key;

/** The signer's messages name its properties. Here they are options. */
final class OptionNames {

    private OptionNames() {
    }

    static String in(String message) {
        return message.replace("private-key-location", "--private-key").replace("private-key-passphrase", "--passphrase-file")
                .replaceFirst("^(key-pair-id|expires-in) ", "--$1 ").replaceFirst("^url ", "URL ");
    }
}
