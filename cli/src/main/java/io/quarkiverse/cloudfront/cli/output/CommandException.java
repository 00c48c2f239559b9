package io.quarkiverse.cloudfront.cli.output;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.util.Objects;
import java.util.stream.Stream;

import picocli.CommandLine.ExecutionException;

/**
 * Thrown if a command cannot give an answer. The message is for the person who typed the command, and does not contain a key or
 * a signature.
 */
public final class CommandException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int exitCode;

    private CommandException(int exitCode, String message) {
        super(Output.redactArguments(message));
        this.exitCode = exitCode;
    }

    /** The command is valid, but must not be carried out. */
    public static CommandException refused(String message) {
        return new CommandException(Output.REFUSED, message);
    }

    /** Something is missing, or cannot be read. */
    public static CommandException unknown(String message) {
        return new CommandException(Output.UNKNOWN, message);
    }

    /**
     * Converts any failure to a message for the user. If the failure is a bug, the message names only its type, because its own
     * message could contain secrets.
     */
    public static CommandException of(Throwable failure) {
        if (failure instanceof CommandException known) {
            return known;
        }
        if (failure instanceof UncheckedIOException || failure instanceof ExecutionException) {
            return of(Objects.requireNonNull(failure.getCause()));
        }
        if (failure instanceof IOException io) {
            return unknown(describe(io));
        }
        if (failure instanceof InvalidPathException path) {
            return unknown(path.getInput() + " is not a file name that this system can read");
        }
        return unknown(failure instanceof OutOfMemoryError
                ? "Java has run out of memory. Allow it to use more, for example with JAVA_TOOL_OPTIONS=-Xmx8g"
                : "This is a bug. Please report it: " + failure.getClass().getName() + " at "
                        + Stream.of(failure.getStackTrace()).findFirst().map(String::valueOf).orElse("an unknown place"));
    }

    private static String describe(IOException exception) {
        String message = Objects.requireNonNullElse(exception.getMessage(), exception.getClass().getSimpleName());
        if (exception instanceof NoSuchFileException || exception instanceof FileNotFoundException) {
            return message + " does not exist";
        } else if (exception instanceof AccessDeniedException) {
            return message + " cannot be read or written: permission denied";
        }
        return exception instanceof FileAlreadyExistsException ? message + " already exists" : message;
    }

    public int exitCode() {
        return exitCode;
    }
}
