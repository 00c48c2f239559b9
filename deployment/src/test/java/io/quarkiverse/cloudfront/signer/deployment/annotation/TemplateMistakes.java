package io.quarkiverse.cloudfront.signer.deployment.annotation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.JavaArchive;

/**
 * Templates that cannot sign.
 */
final class TemplateMistakes {

    static void addTo(JavaArchive root) {
        root
                .addAsResource(new StringAsset("""
                        {cloudfront:uri('/a.jpg')}
                        {cloudfront:url}
                        {cloudfront:url('/a.jpg', 'media', '5m')}
                        {#let url=cloudfront:url('/a.jpg', 7)}{url}{/let}
                        {#if data.has(cloudfront:link('/a.jpg'))}{/if}
                        """), "templates/urls.html")
                .addAsResource(
                        new StringAsset(
                                """
                                        {#cloudfront resource=album.pattern}{/cloudfront}
                                        {#cloudfront resource='/albums/{album}/*'}{/cloudfront}
                                        {#cloudfront resource='/albums/7/*' album=album.id}{/cloudfront}
                                        {#cloudfront resource='/albums/*' expiresln='5m'}{/cloudfront}
                                        {#cloudfront resource='/albums/*' expiresIn='soon'}{/cloudfront}
                                        {#cloudfront resource='/albums/*' expiresIn='0s'}{/cloudfront}
                                        {#cloudfront resource='/albums/*' expiresIn=5}{/cloudfront}
                                        {#cloudfront resource='/albums/*' signer=7}{/cloudfront}
                                        {#cloudfront resource='albums/*'}{/cloudfront}
                                        {#cloudfront resource='//elsewhere/*'}{/cloudfront}
                                        {#cloudfront resource='/albums/{album' album=album.id}{/cloudfront}
                                        {#cloudfront resource='https://{host}/*' host=album.host}{/cloudfront}
                                        {#cloudfront resource='/albums/../*'}{/cloudfront}
                                        {#cloudfront resource='/users/{nobody}/*' nobody=null}{#if true}{#cloudfront resource=1}{/}{/if}{/cloudfront}
                                        """),
                        "templates/sections.html")
                .addAsResource(new StringAsset("""
                        {#cached}{cloudfront:url('/a.jpg')}{/cached}
                        {#cached}{#if true}{#cloudfront resource='/a/*'}{/cloudfront}{/if}{/cached}
                        {#cloudfront resource='/a/*'}{#cached}{cloudfront:url('/a/b.jpg')}{/cached}{/cloudfront}
                        {#cached}{#include signing /}{/cached}
                        {#cached}{#picture /}{/cached}
                        {#cached}{#include indirect}{/include}{/cached}
                        {#cached}{#let url=data.get(cloudfront:url('/a.jpg'))}{/let}{/cached}
                        {#cached}{#insert body}{/insert}{/cached}
                        {#cached}{data}{#include harmless /}{/cached}{#include signing /}
                        {#cached}{#include _id=data /}{/cached}
                        """), "templates/cached.html")
                .addAsResource(new StringAsset("{cloudfront:url('/a.jpg')}"), "templates/signing.html")
                .addAsResource(new StringAsset("{#include signing /}"), "templates/indirect.html")
                .addAsResource(new StringAsset("""
                        {cloudfront:text('a', 'b')}
                        {#cloudfront resource='/articles/7/a'}{cloudfront:markup('a')}{/cloudfront}
                        {#cloudfront resource='/articles/7/*'}{cloudfront:text('a')}{/cloudfront}{cloudfront:text('a')}
                        """), "templates/texts.html")
                .addAsResource(new StringAsset("harmless"), "templates/harmless.html")
                .addAsResource(new StringAsset("{cloudfront:url('/a.jpg')}"), "templates/tags/picture.html");
    }

    static void assertReported(List<String> problems) {
        String write = "which does not exist. Use {cloudfront:url(path)}, {cloudfront:url(path, 'signer')}, "
                + "{cloudfront:download(path, fileName)}, {cloudfront:download(path, fileName, 'signer')}, "
                + "{cloudfront:text(text)}, or {cloudfront:markup(html)}";
        assertProblem(problems, "texts.html, line 1", "has cloudfront:text with 2 parameters, " + write);
        assertProblem(problems, "texts.html, line 2", "signs text with the resource /articles/7/a of its section, which does "
                + "not cover all files that the text refers to; use one that ends in *, such as /articles/{article}/*");
        assertProblem(problems, "urls.html, line 1", "has cloudfront:uri with 1 parameter, " + write);
        assertProblem(problems, "urls.html, line 2", "has cloudfront:url with 0 parameters, " + write);
        assertProblem(problems, "urls.html, line 3", "has cloudfront:url with 3 parameters, " + write);
        assertProblem(problems, "urls.html, line 4", "has a signer that is not a name in quotes");
        assertProblem(problems, "urls.html, line 5", "has cloudfront:link with 1 parameter, " + write);
        String inQuotes = "needs a resource in quotes, such as '/albums/{album}/*' with a parameter album, because data "
                + "could widen the grant";
        assertProblem(problems, "sections.html, line 1", inQuotes);
        assertProblem(problems, "sections.html, line 2",
                "has a resource with {album}, but no album parameter; its parameters are []");
        assertProblem(problems, "sections.html, line 3", "has the album parameter, but no {album} in its resource /albums/7/*");
        assertProblem(problems, "sections.html, line 4", "has the expiresln parameter, but no {expiresln} in its resource");
        assertProblem(problems, "sections.html, line 5",
                "has an expiresIn that is not a duration. Use a form such as '15m' or 'PT1H'");
        assertProblem(problems, "sections.html, line 6", "has an expiresIn below one second");
        assertProblem(problems, "sections.html, line 7",
                "has an expiresIn that is neither a duration in quotes, such as '15m', nor a java.time.Duration");
        assertProblem(problems, "sections.html, line 8", "has a signer that is not a name in quotes");
        assertProblem(problems, "sections.html, line 9",
                "has the resource \"albums/*\": it must be a path that begins with one /, or an absolute URL");
        assertProblem(problems, "sections.html, line 10", "it must be a path that begins with one /, or an absolute URL");
        assertProblem(problems, "sections.html, line 11", "the { at index 8 is not closed");
        assertProblem(problems, "sections.html, line 12", "the placeholder {host} is not in the path");
        assertProblem(problems, "sections.html, line 13", "has the resource \"/albums/../*\": ", "dot segment");
        assertProblem(problems, "sections.html, line 14", inQuotes);
        for (int line : new int[] { 1, 2, 3, 4, 5, 6, 7, 8, 10 }) {
            assertProblem(problems, "cached.html, line " + line, "caches signed URLs, which would give one user's grant to "
                    + "other users. Sign outside of the section {#cached}");
        }
        assertThat(problems).hasSize(30);
    }

    private static void assertProblem(List<String> problems, String place, String... message) {
        BuildFailureTest.assertProblem(problems, "The template " + place + " ", message);
    }
}
