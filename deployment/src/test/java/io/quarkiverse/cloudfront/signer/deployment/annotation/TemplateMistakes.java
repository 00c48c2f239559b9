package io.quarkiverse.cloudfront.signer.deployment.annotation;

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
}
