package io.quarkiverse.cloudfront.signer.runtime.playlist.publish;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkiverse.cloudfront.signer.runtime.playlist.hls.HlsSyntax;
import io.quarkiverse.cloudfront.signer.runtime.playlist.hls.HlsVariables;
import io.quarkiverse.cloudfront.signer.runtime.playlist.hls.HlsWork;
import io.quarkiverse.cloudfront.signer.runtime.url.Failure;

/**
 * The variables that a playlist declares, those that it must declare to pass its signature on, and its version.
 */
final class HlsDeclarations {

    /** The first version with {@code QUERYPARAM}. */
    private static final int VERSION = 11;
    private static final String VERSION_TAG = "#EXT-X-VERSION:";
    private static final Pattern NUMBER = Pattern.compile("[ \t]*([0-9]{1,9})[ \t]*");

    /** The required variables that the playlist does not declare. */
    private final List<String> missing = new ArrayList<>();
    private final SignatureQuery query;
    /** The line with the version, raised to the required version if it was lower. */
    private HlsLineReader.@Nullable Line raised;

    private HlsDeclarations(SignatureQuery query) {
        this.query = query;
    }

    /**
     * @throws CloudFrontSignerException if a declaration is malformed, or a variable already has another meaning
     */
    static HlsDeclarations of(String playlist, SignatureQuery query) {
        HlsDeclarations declarations = new HlsDeclarations(query);
        HlsWork work = new HlsWork();
        HlsVariables declared = new HlsVariables(work);
        HlsLineReader lines = new HlsLineReader(playlist);
        while (lines.next()) {
            if (lines.startsWith(HlsSyntax.DEFINE) || lines.startsWith(VERSION_TAG)) {
                work.readTo(lines.end());
                lines.line().with(line -> declarations.read(line, declared));
            }
        }
        query.names().stream().filter(name -> !declared.isDeclared(name)).forEach(declarations.missing::add);
        return declarations;
    }

    private HlsLineReader.Line read(HlsLineReader.Line line, HlsVariables declared) {
        if (line.text().startsWith(HlsSyntax.DEFINE)) {
            declared.declare(line.text());
            for (String name : query.names()) {
                if (declared.isDeclared(name) && !declared.isQueryParameter(name)) {
                    throw Failure.ofPlaylist("the playlist declares the variable " + name + ", which passes the signature on; "
                            + "rename the variable");
                }
            }
        } else {
            String text = line.text();
            Matcher number = NUMBER.matcher(text).region(VERSION_TAG.length(), text.length());
            if (raised != null) {
                throw Failure.ofPlaylist("the playlist has a second EXT-X-VERSION tag; remove one of them");
            } else if (!number.matches()) {
                throw Failure.ofPlaylist("EXT-X-VERSION does not have a number");
            }
            raised = Integer.parseInt(number.group(1)) >= VERSION ? line
                    : line.withText(text.substring(0, number.start(1)) + VERSION + text.substring(number.end(1)));
        }
        return line;
    }

    /**
     * The variables to declare at the beginning.
     */
    HlsVariables variables(HlsWork work) {
        HlsVariables variables = new HlsVariables(work);
        missing.forEach(variables::declareQueryParameter);
        return variables;
    }

    /**
     * The number of the line after which {@link #lines} must be inserted.
     *
     * @param firstUse the number of the first line that contains one of the variables
     */
    int place(int firstUse) {
        return raised != null && raised.number() < firstUse ? raised.number() : 1;
    }

    /**
     * The lines that declare the variables.
     *
     * @param end the terminator of each line
     */
    String lines(String end) {
        StringBuilder lines = new StringBuilder(raised == null ? VERSION_TAG + VERSION + end : "");
        for (String name : missing) {
            lines.append(HlsSyntax.DEFINE).append("QUERYPARAM=\"").append(name).append('"').append(end);
        }
        return lines.toString();
    }

    /**
     * The line itself, or, if it declares a version that is too low, the line with the required version.
     */
    HlsLineReader.Line raised(HlsLineReader.Line line) {
        return raised != null && line.number() == raised.number() ? raised : line;
    }
}
