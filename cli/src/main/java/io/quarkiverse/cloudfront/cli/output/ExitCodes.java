package io.quarkiverse.cloudfront.cli.output;

/** The exit codes of all commands. */
public final class ExitCodes {

    /** Done, or CloudFront serves the object. */
    public static final int FINE = 0;
    /** CloudFront refuses the request, or the program refuses to do what it was told. */
    public static final int REFUSED = 1;
    /** The answer is not known: a key or a file is missing, or the arguments are wrong. */
    public static final int UNKNOWN = 2;

    private ExitCodes() {
    }
}
