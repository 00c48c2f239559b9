package org.acme.gallery;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.NotFoundException;

@ApplicationScoped
public class Storage {

    private static final Map<String, String> FILES = Map.of(
            "hls/7/media.m3u8", """
                    #EXTM3U
                    #EXT-X-TARGETDURATION:4
                    #EXTINF:4,
                    0.ts
                    #EXT-X-ENDLIST
                    """,
            "dash/7/manifest.mpd", """
                    <?xml version="1.0" encoding="UTF-8"?>
                    <MPD xmlns="urn:mpeg:dash:schema:mpd:2011" type="static"><Period><AdaptationSet>
                      <SegmentTemplate media="$RepresentationID$-$Number$.m4s" startNumber="1"/>
                      <Representation id="v1" bandwidth="800000"/>
                    </AdaptationSet></Period></MPD>
                    """);

    public InputStream open(String key) {
        String file = FILES.get(key);
        if (file == null) {
            throw new NotFoundException();
        }
        return new ByteArrayInputStream(file.getBytes(StandardCharsets.UTF_8));
    }
}
