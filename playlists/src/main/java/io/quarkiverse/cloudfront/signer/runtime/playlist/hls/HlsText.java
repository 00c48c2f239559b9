package io.quarkiverse.cloudfront.signer.runtime.playlist.hls;

/**
 * A URI of a playlist, or the value of a variable, in which all variables with known values are replaced.
 *
 * @param text contains the references to variables that only the player can replace
 * @param sample the same with a letter in place of each of them
 * @param known the number of characters before the first of them
 */
public record HlsText(String text, String sample, int known) {

    static HlsText of(String text) {
        return new HlsText(text, text, text.length());
    }

    static HlsText reference(String variable) {
        return new HlsText(HlsVariables.OPEN + variable + HlsVariables.CLOSE, "x", 0);
    }

    /**
     * Whether all variables are replaced.
     */
    public boolean isComplete() {
        return known == text.length();
    }

    /**
     * The text before the first variable that is not replaced.
     */
    public String knownPart() {
        return text.substring(0, known);
    }

    /**
     * The name of the first variable that is not replaced.
     */
    public String unknownVariable() {
        return text.substring(known + HlsVariables.OPEN.length(), text.indexOf(HlsVariables.CLOSE, known));
    }
}
