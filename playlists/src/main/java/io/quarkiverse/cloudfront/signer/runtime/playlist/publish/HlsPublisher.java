package io.quarkiverse.cloudfront.signer.runtime.playlist.publish;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkiverse.cloudfront.signer.runtime.playlist.hls.HlsSyntax;
import io.quarkiverse.cloudfront.signer.runtime.playlist.hls.HlsWork;
import io.quarkiverse.cloudfront.signer.runtime.url.Failure;

/**
 * Makes an HLS playlist pass its signature on. The playlist declares variables for the parameters of its own URL and adds them
 * to its relative URIs. Each byte is treated as one character, so the encoding of all other text does not matter.
 *
 * @param firstUse the number of the first line that contains one of the variables; 0 if there is none
 */
public record HlsPublisher(SignatureQuery query, String playlist, HlsDeclarations declarations,
        int firstUse) implements PublishedPlaylist {

    private static final int LONGEST = 256 << 20;

    /**
     * @param marks whether the playlist also passes on the mark of its URL, which must then have one
     * @throws CloudFrontSignerException if the playlist is malformed, or has a URI that cannot carry a signature
     */
    public static PublishedPlaylist publish(byte[] playlist, boolean marks) {
        SignatureQuery query = SignatureQuery.of(marks);
        String text = new String(playlist, StandardCharsets.ISO_8859_1);
        HlsLineReader lines = new HlsLineReader(text);
        lines.next();
        HlsSyntax.checkHeader(lines.line().text());
        HlsDeclarations declarations = HlsDeclarations.of(text, query);
        int firstUse = new HlsPublisher(query, text, declarations, 0).read(kept -> {
        });
        return new HlsPublisher(query, text, declarations, firstUse);
    }

    @Override
    public void writeTo(OutputStream published) throws IOException {
        Writer writer = new BufferedWriter(new OutputStreamWriter(published, StandardCharsets.ISO_8859_1));
        copy(writer, kept -> {
        });
        writer.flush();
    }

    @Override
    public void forEachKept(Consumer<KeptUri> action) {
        read(action);
    }

    private int read(Consumer<KeptUri> kept) {
        try {
            return copy(Writer.nullWriter(), kept);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * @return the number of the first line that contains one of the variables; 0 if there is none
     */
    private int copy(Writer published, Consumer<KeptUri> kept) throws IOException {
        HlsWork work = new HlsWork();
        HlsUris uris = new HlsUris(query, declarations.variables(work), work, kept);
        HlsTags tags = new HlsTags(query.variables(), uris);
        HlsLineReader lines = new HlsLineReader(playlist);
        int used = 0;
        long length = 0;
        while (lines.next()) {
            work.readTo(lines.end());
            HlsLineReader.Line line = lines.line();
            if (line.number() > 1) {
                line = line.with(tags::publish);
                line = firstUse > 0 ? declarations.raised(line) : line;
            }
            published.write(line.text());
            published.write(line.end());
            length += line.text().length() + line.end().length();
            if (length > LONGEST) {
                throw Failure.ofPlaylist("the converted playlist would be larger than " + (LONGEST >> 20)
                        + " MiB; split the playlist");
            }
            if (firstUse > 0 && lines.number() == declarations.place(firstUse)) {
                published.write(declarations.lines(line.end()));
            }
            used = used == 0 && uris.written() > 0 ? lines.number() : used;
        }
        return used;
    }
}
