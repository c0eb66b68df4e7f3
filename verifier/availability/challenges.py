"""The marks that checks of visitors leave in their pages, and whose they are."""

from __future__ import annotations

__all__ = ["CHALLENGES"]

# What the products put into their challenge pages: (in the page, its name).
CHALLENGES = (
    (b"/cdn-cgi/challenge-platform/h/", "Cloudflare"),
    (b"_cf_chl_opt", "Cloudflare"),
    (b"cf-browser-verification", "Cloudflare"),
    (b"cf-error-details", "Cloudflare"),
    (b"anubis_challenge", "Anubis"),
    (b"/.within.website/x/cmd/anubis/", "Anubis"),
    (b"_Incapsula_Resource", "Imperva"),
    (b"Incapsula incident ID", "Imperva"),
    (b"captcha-delivery.com", "DataDome"),
    (b"px-captcha", "HUMAN"),
    (b"_pxAppId", "HUMAN"),
    (b"errors.edgesuite.net", "Akamai"),
    (b"/_sec/cp_challenge/", "Akamai"),
    (b"bm-verify=", "Akamai"),
    (b"sucuri_cloudproxy_js", "Sucuri"),
    (b"Sucuri WebSite Firewall", "Sucuri"),
    (b"awsWafCookieDomainList", "AWS WAF"),
    (b"AwsWafIntegration", "AWS WAF"),
    (b"ddos-guard", "DDoS-Guard"),
    (b"distil_r_captcha", "Imperva"),
    (b"validate.perfdrive.com", "Radware"),
    (b"Vercel Security Checkpoint", "Vercel"),
    (b"x-vercel-challenge", "Vercel"),
    (b"/kpsdk/", "Kasada"),
    (b"go-away/cmd", "go-away"),
    (b"g-recaptcha", "a captcha"),
    (b"h-captcha", "a captcha"),
    (b"cf-turnstile", "a captcha"),
    (b"turnstile/v0/api.js", "a captcha"),
    (b"friendlycaptcha", "a captcha"),
    (b"altcha", "a captcha"),
)
