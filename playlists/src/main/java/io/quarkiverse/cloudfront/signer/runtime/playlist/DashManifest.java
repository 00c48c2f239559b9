package io.quarkiverse.cloudfront.signer.runtime.playlist;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import javax.xml.stream.XMLStreamWriter;

import io.quarkiverse.cloudfront.signer.runtime.playlist.uri.GrantedUris;
import io.quarkiverse.cloudfront.signer.runtime.playlist.xml.SafeXml;
import io.quarkiverse.cloudfront.signer.runtime.playlist.xml.XmlSource;
import io.quarkiverse.cloudfront.signer.runtime.url.Failure;

/**
 * A media presentation description of MPEG-DASH, ISO/IEC 23009-1. The output is always UTF-8.
 */
record DashManifest(GrantedUris uris) implements Playlist {

    @Override
    public String rewrite(String manifest) {
        ByteArrayOutputStream rewritten = new ByteArrayOutputStream(manifest.length() * 2);
        // in a string, the parser would treat the byte order mark as content; in bytes, it is part of the encoding
        String text = manifest.startsWith("\uFEFF") ? manifest.substring(1) : manifest;
        try {
            copy(() -> SafeXml.reader(new StringReader(text)), () -> {
                // the events need not be limited, because the text is already in memory
            }, rewritten);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return rewritten.toString(StandardCharsets.UTF_8);
    }

    @Override
    public byte[] rewrite(byte[] manifest) {
        ByteArrayOutputStream rewritten = new ByteArrayOutputStream(manifest.length * 2);
        try {
            rewrite(new ByteArrayInputStream(manifest), rewritten);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return rewritten.toByteArray();
    }

    @Override
    public void rewrite(InputStream manifest, OutputStream rewritten) throws IOException {
        XmlSource source = new XmlSource(manifest);
        copy(() -> SafeXml.reader(source), source::beginEvent, rewritten);
    }

    @Override
    public void rewrite(Content manifest, OutputStream rewritten) throws IOException {
        DashStream stream = new DashStream(this::rewrite, rewritten);
        try {
            manifest.writeTo(stream);
            stream.finish();
        } finally {
            stream.release();
        }
    }

    private interface Source {

        XMLStreamReader open() throws XMLStreamException;
    }

    private void copy(Source source, Runnable beforeEvent, OutputStream rewritten) throws IOException {
        try {
            XMLStreamReader reader = source.open();
            XMLStreamWriter writer = SafeXml.writer(rewritten);
            new XmlCopy(reader, writer, new DashRewriter(uris), beforeEvent).run();
            writer.flush();
        } catch (XMLStreamException e) {
            if (e.getNestedException() instanceof IOException failure) {
                throw failure;
            }
            // the parser's message is left out, because it may quote private content
            throw Failure.ofPlaylist("this is not a DASH manifest: its XML is malformed"
                    + (e.getLocation() == null ? "" : " at line " + e.getLocation().getLineNumber()));
        }
    }
}
