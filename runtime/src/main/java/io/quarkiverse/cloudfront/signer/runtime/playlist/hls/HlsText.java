package io.quarkiverse.cloudfront.signer.runtime.playlist.hls;

/**
 * A URI of a playlist, or the value of a variable, with each variable replaced whose value is known here.
 *
 * @param text has the references to variables that only the player can replace
 * @param sample the same with a letter in place of each of them
 * @param known how many characters there are before the first of them
 */
public record HlsText(String text, String sample, int known) {

    static HlsText of(String text) {
        return new HlsText(text, text, text.length());
    }

    static HlsText reference(String variable) {
        return new HlsText(HlsVariables.OPEN + variable + HlsVariables.CLOSE, "x", 0);
    }

    /**
     * Whether this has no variable left.
     */
    public boolean isComplete() {
        return known == text.length();
    }

    /**
     * The text before the first variable that is left.
     */
    public String knownPart() {
        return text.substring(0, known);
    }

    /**
     * The name of the first variable that is left.
     */
    public String unknownVariable() {
        return text.substring(known + HlsVariables.OPEN.length(), text.indexOf(HlsVariables.CLOSE, known));
    }
}
