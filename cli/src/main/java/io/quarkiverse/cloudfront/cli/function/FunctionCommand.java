package io.quarkiverse.cloudfront.cli.function;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import io.quarkiverse.cloudfront.cli.output.CommandException;
import io.quarkiverse.cloudfront.cli.output.InputFile;
import io.quarkiverse.cloudfront.cli.output.Output;
import io.quarkiverse.cloudfront.edge.function.MarkKey;
import io.quarkiverse.cloudfront.edge.function.Pages;
import io.quarkiverse.cloudfront.edge.function.Site;
import io.quarkiverse.cloudfront.edge.function.SitePart;
import io.quarkiverse.cloudfront.edge.function.ViewerRequestFunction;
import io.quarkiverse.cloudfront.signer.runtime.mark.MarkSecret;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Prints the script of a function for CloudFront Functions. */
@Command(name = "function", sortOptions = false, //
        description = "Prints viewer-request.js, a function for viewer request events with the runtime cloudfront-js-2.0. After "
                + "CloudFront has verified the signature, the function checks marks, answers links that open a directory, and finds "
                + "the files of a private site's pages.")
public final class FunctionCommand implements Callable<Integer> {

    @Option(names = "--pages", paramLabel = "spa|directories|html", //
            description = "spa: each path without a file extension maps to index.html of a single-page application. "
                    + "directories: /docs/guide/ maps to /docs/guide/index.html, and /docs/guide redirects to /docs/guide/. "
                    + "html: /docs/guide maps to the file /docs/guide.html.")
    private @Nullable Pages pages;

    @Option(names = "--path", paramLabel = "PATH", defaultValue = "/", //
            description = "The part of the site, such as /app/. The default is /, the whole site.")
    private String path;

    @Option(names = "--marks", paramLabel = "FILE", //
            description = "Checks and removes marks. The file contains their secret in base64. Repeat it for the previous secret "
                    + "during a rotation. The script contains keys that are derived from it.")
    private List<Path> marks = new ArrayList<>();

    @Option(names = "--marks-optional", description = "Accepts requests without a mark, in the first step of the roll-out.")
    private boolean marksOptional;

    @Option(names = "--directories", //
            description = "Answers links that open a directory: turns their signature into cookies for the directory.")
    private boolean directories;

    @Option(names = "--gate", paramLabel = "PATH", //
            description = "The site's gate, such as /private-access. Pages that --marks refuses lead to its login.")
    private @Nullable String gate;

    @Option(names = "--keys", //
            description = "Prints only these keys, separated by commas, for the parameter of a template that contains the script.")
    private boolean keysOnly;

    @Mixin
    private Output output;

    @Override
    public Integer call() {
        if (pages == Pages.FILES) {
            throw CommandException.unknown("--pages=files does not need a function. Use spa, directories, or html");
        } else if (pages == null && marks.isEmpty() && !directories) {
            throw CommandException.unknown("Set --pages, --marks, --directories, or several of them");
        }
        List<MarkKey> keys = marks.stream().map(FunctionCommand::key).toList();
        if (keys.isEmpty() && (keysOnly || gate != null)) {
            throw CommandException.unknown(keysOnly ? "--keys: set --marks to the file with the secret"
                    : "--gate: set --marks, too, because marks are the only reason for which the function refuses requests");
        } else if (keysOnly) {
            return print("keys", keys.stream().map(MarkKey::encoded).collect(Collectors.joining(",")));
        }
        ViewerRequestFunction function = new ViewerRequestFunction();
        if (gate != null) {
            checked("--gate:", () -> function.deniedPage(gate + "/denied"));
        }
        if (!keys.isEmpty()) {
            function.marks(keys, !marksOptional);
        }
        if (directories) {
            function.directories();
        }
        if (pages != null) {
            checked("--path:", () -> function.pages(new Site(List.of(new SitePart(path, Objects.requireNonNull(pages))))));
        }
        return print("script", function.script());
    }

    private int print(String what, String text) {
        output.verbatim(text.lines().toList(), Map.of(what, text));
        return Output.FINE;
    }

    private static MarkKey key(Path file) {
        String secret;
        try {
            secret = InputFile.text(file);
        } catch (IOException e) {
            throw CommandException.unknown("--marks: the file " + file + " cannot be read");
        }
        return checked("--marks: the secret in " + file, () -> MarkKey.of(MarkSecret.checked(secret)));
    }

    private static <T> T checked(String what, Supplier<T> value) {
        try {
            return value.get();
        } catch (IllegalArgumentException e) {
            throw CommandException.unknown(what + " " + e.getMessage());
        }
    }
}
