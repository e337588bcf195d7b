package dev.upshot.report.page;

import dev.upshot.report.Product;
import dev.upshot.report.Sha256;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** What all pages have in common: the templates, the style sheet, and the policy that admits nothing else. */
final class Page {
    /** The style sheet of pages in a browser. */
    static final String STYLE = Product.resource(Page.class, "scorecard.css");

    /** The script of pages of the site. */
    static final String SCRIPT = Product.resource(Page.class, "page.js");

    private static final TemplateEngine TEMPLATES = TemplateEngine.createPrecompiled(
            null, ContentType.Html, Page.class.getClassLoader(), Page.class.getPackageName());

    private Page() {}

    static String of(String template, Object page) {
        StringOutput html = new StringOutput();
        TEMPLATES.render(template, page, html);
        return html.toString();
    }

    /** What a browser may load on pages of the site: the style sheet, the script, and the page again. */
    static String sitePolicy() {
        return policy(STYLE) + "; script-src 'self'; connect-src 'self'";
    }

    /** What a browser may load: this style sheet and nothing else. */
    static String policy(String style) {
        return "default-src 'none'; style-src 'sha256-"
                + Base64.getEncoder().encodeToString(Sha256.digest().digest(style.getBytes(StandardCharsets.UTF_8)))
                + "'; base-uri 'none'; form-action 'none'";
    }
}
