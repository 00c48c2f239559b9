package io.quarkiverse.cloudfront.signer.runtime.life;

/**
 * What a method of the application grants.
 */
enum What {
    URL_OF_A_FILE("/albums/1.jpg", false, "the URL of /albums/1.jpg"),
    URL_FOR_AN_ADDRESS("/albums/1.jpg", false, "the URL of /albums/1.jpg for the user's address"),
    URLS_OF_AN_ALBUM("/albums/*", false, "URLs of /albums/*"),
    URLS_OF_PICTURES("/albums/*.jpg", false, "URLs of /albums/*.jpg"),
    COOKIES_OF_AN_ALBUM("/albums/*", true, "cookies for /albums/*"),
    COOKIES_OF_A_FILE("/albums/1.jpg", true, "cookies for /albums/1.jpg"),
    COOKIES_OF_DRAFTS("/drafts/*", true, "cookies for /drafts/*, as an editor");

    static final String[] FILES = { "/albums/1.jpg", "/albums/2.jpg", "/albums/3.mp4", "/drafts/1.jpg" };

    final String resource;
    final boolean cookies;
    final String sentence;

    What(String resource, boolean cookies, String sentence) {
        this.resource = resource;
        this.cookies = cookies;
        this.sentence = sentence;
    }

    boolean covers(String path) {
        int star = resource.indexOf('*');
        return star < 0 ? path.equals(resource)
                : path.startsWith(resource.substring(0, star)) && path.endsWith(resource.substring(star + 1));
    }
}
