package io.quarkiverse.cloudfront.signer.runtime.playlist.publish;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkiverse.cloudfront.signer.CloudFrontSignerException.Reason;
import io.quarkiverse.cloudfront.signer.runtime.playlist.hls.HlsSyntax;
import io.quarkiverse.cloudfront.signer.runtime.playlist.hls.HlsVariables;

/**
 * The variables that a playlist declares, those that it must declare to pass its signature on, and its version.
 */
final class HlsDeclarations {

    /** The first version with {@code QUERYPARAM}. */
    private static final int VERSION = 11;
    private static final String VERSION_TAG = "#EXT-X-VERSION:";
    private static final Pattern NUMBER = Pattern.compile("[ \t]*([0-9]{1,9})[ \t]*");

    /** The required variables that the playlist does not declare itself. */
    private final List<String> missing = new ArrayList<>();
    private @Nullable HlsLine version;

    private HlsDeclarations() {
    }

    /**
     * @throws CloudFrontSignerException if a declaration is malformed, or a variable already has another meaning
     */
    static HlsDeclarations of(List<HlsLine> lines) {
        HlsDeclarations declarations = new HlsDeclarations();
        HlsVariables declared = new HlsVariables();
        for (HlsLine line : lines) {
            line.with(each -> declarations.read(each, declared));
        }
        SignatureQuery.VARIABLES.stream().filter(name -> !declared.isDeclared(name)).forEach(declarations.missing::add);
        return declarations;
    }

    private HlsLine read(HlsLine line, HlsVariables declared) {
        if (line.text().startsWith(HlsSyntax.DEFINE)) {
            declared.declare(line.text());
            for (String name : SignatureQuery.VARIABLES) {
                if (declared.isDeclared(name) && !declared.isQueryParameter(name)) {
                    throw refused("the variable " + name + " must be the query parameter of this name, for the signature; "
                            + "rename the variable of the playlist");
                }
            }
        } else if (line.text().startsWith(VERSION_TAG)) {
            if (version != null) {
                throw refused("the playlist has a second tag EXT-X-VERSION; remove one of them");
            } else if (!number(line).matches()) {
                throw refused("EXT-X-VERSION does not have a number");
            }
            version = line;
        }
        return line;
    }

    /**
     * The variables to declare at the beginning.
     */
    HlsVariables variables() {
        HlsVariables variables = new HlsVariables();
        missing.forEach(variables::declareQueryParameter);
        return variables;
    }

    /**
     * @param firstUse the index of the first line with one of the variables
     */
    void insertInto(List<HlsLine> playlist, int firstUse) {
        String end = playlist.get(0).end();
        List<HlsLine> added = new ArrayList<>();
        int index = 1;
        if (version == null) {
            added.add(new HlsLine(0, VERSION_TAG + VERSION, end));
        } else {
            int at = version.number() - 1;
            index = at < firstUse ? at + 1 : index;
            playlist.set(at, raised(version));
        }
        for (String name : missing) {
            added.add(new HlsLine(0, HlsSyntax.DEFINE + "QUERYPARAM=\"" + name + "\"", end));
        }
        playlist.addAll(index, added);
    }

    private static HlsLine raised(HlsLine version) {
        Matcher number = number(version);
        if (!number.matches() || Integer.parseInt(number.group(1)) >= VERSION) {
            return version;
        }
        String text = version.text();
        return version.withText(text.substring(0, number.start(1)) + VERSION + text.substring(number.end(1)));
    }

    private static Matcher number(HlsLine version) {
        return NUMBER.matcher(version.text()).region(VERSION_TAG.length(), version.text().length());
    }

    private static CloudFrontSignerException refused(String why) {
        return new CloudFrontSignerException(Reason.PLAYLIST_NOT_SIGNABLE, why);
    }
}
