package io.quarkiverse.cloudfront.signer.runtime.playlist;

import java.util.function.UnaryOperator;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;

/**
 * The attribute list of a tag's line. Read as leniently as players do, so that no URI of theirs is missed; where they may
 * disagree about what is a URI, the line is refused.
 */
final class HlsAttributes {

    private static final String URI = "URI";

    private final String line;
    private int at;

    HlsAttributes(String line) {
        this.line = line;
        this.at = line.indexOf(':') + 1;
    }

    /**
     * @param signer returns null for a URI that stays
     * @return the line itself if it stays as it is
     */
    String rewriteUris(UnaryOperator<String> signer) {
        if (at == 0 || line.indexOf(URI, at) < 0) {
            return line;
        }
        StringBuilder rewritten = null;
        int copied = 0;
        while (at < line.length()) {
            boolean uri = name().equals(URI);
            if (isAt('=')) {
                at++;
                skipSpaces();
                if (isAt('"')) {
                    int open = at;
                    int close = closingQuote(open);
                    String signed = uri ? signer.apply(line.substring(open + 1, close)) : null;
                    if (signed != null) {
                        rewritten = rewritten == null ? new StringBuilder(line.length() + 1024) : rewritten;
                        rewritten.append(line, copied, open + 1).append(signed);
                        copied = close;
                    }
                    at = close + 1;
                } else if (uri) {
                    throw new CloudFrontSignerException("the value of the attribute URI is not in quotes");
                }
            }
            skipToNext();
        }
        return rewritten == null ? line : rewritten.append(line, copied, line.length()).toString();
    }

    private String name() {
        int from = at;
        while (at < line.length() && line.charAt(at) != '=' && line.charAt(at) != ',' && line.charAt(at) != '"') {
            at++;
        }
        return line.substring(from, at).strip();
    }

    private int closingQuote(int open) {
        int close = line.indexOf('"', open + 1);
        if (close < 0) {
            throw new CloudFrontSignerException("a quote is never closed");
        }
        return close;
    }

    private void skipToNext() {
        while (at < line.length() && line.charAt(at) != ',') {
            at++;
        }
        at++;
    }

    private void skipSpaces() {
        while (isAt(' ') || isAt('\t')) {
            at++;
        }
    }

    private boolean isAt(char c) {
        return at < line.length() && line.charAt(at) == c;
    }
}
