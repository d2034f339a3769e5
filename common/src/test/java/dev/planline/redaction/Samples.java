package dev.planline.redaction;

import java.util.List;

/** Texts with a secret, which are made up, and texts that only look like it. */
final class Samples {

    /**
     * A text and what is to become of it.
     *
     * @param redacted null if it holds no secret
     */
    record Sample(String text, String redacted) {}

    private static final String MIXED = "aB3dE5gH7jK9mN1pQ3sT5vW7yZ9bC2dF4hJ6";

    static final List<Sample> SECRETS = List.of(
            new Sample("use AKIAIOSFODNN7EXAMPLE now", "use [redacted:aws-key] now"),
            new Sample("AKIAIOSFODNN7EXAMPLE wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
                    "[redacted:aws-key] [redacted:aws-secret-key]"),
            new Sample("aws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKE7", "aws_secret_access_key = [redacted:key]"),
            new Sample("git clone https://ghp_" + MIXED + "@github.com/a/b", "git clone https://[redacted:github-token]@github.com/a/b"),
            new Sample("github_pat_" + MIXED + MIXED, "[redacted:github-token]"),
            new Sample("GITLAB: glpat-" + MIXED.substring(0, 20), "GITLAB: [redacted:gitlab-token]"),
            new Sample("xoxb-1234567890-" + MIXED, "[redacted:slack-token]"),
            new Sample("POST https://hooks.slack.com/services/T00000000/B00000000/" + MIXED,
                    "POST https://hooks.slack.com/services/[redacted:slack-webhook]"),
            new Sample("stripe sk_live_" + MIXED, "stripe [redacted:stripe-key]"),
            new Sample("sk-ant-api03-" + MIXED, "[redacted:anthropic-key]"),
            new Sample("sk-proj-" + MIXED, "[redacted:openai-key]"),
            new Sample("line one\nsk-" + MIXED, "line one\n[redacted:openai-key]"),
            new Sample("{\"log\":\"line one\\nsk-" + MIXED + "\"}", "{\"log\":\"line one\\n[redacted:openai-key]\"}"),
            new Sample("AIza" + MIXED.substring(0, 35), "[redacted:google-key]"),
            new Sample("ya29." + MIXED, "[redacted:google-key]"),
            new Sample("HF hf_" + MIXED.substring(0, 34), "HF [redacted:huggingface-token]"),
            new Sample("npm_" + MIXED, "[redacted:npm-token]"),
            new Sample("pypi-" + MIXED + MIXED, "[redacted:pypi-token]"),
            new Sample("SG." + MIXED.substring(0, 22) + "." + MIXED, "[redacted:sendgrid-key]"),
            new Sample("cookie eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0." + MIXED + "; path", "cookie [redacted:jwt]; path"),
            new Sample("curl -H 'Authorization: Bearer " + MIXED + "' x", "curl -H 'Authorization: Bearer [redacted:bearer-token]' x"),
            new Sample("authorization: basic dXNlcjpwYXNz", "authorization: basic [redacted:basic-auth]"),
            new Sample("Authorization: token " + MIXED, "Authorization: token [redacted:authorization]"),
            new Sample("see postgres://app:hunter2@db:5432/x or", "see postgres://app:[redacted:password]@db:5432/x or"),
            new Sample("https://AKIAIOSFODNN7EXAMPLE:hunter2@x", "https://[redacted:aws-key]:[redacted:password]@x"),
            new Sample("redis://:p@ss:w0rd@cache", "redis://:[redacted:password]@cache"),
            new Sample("postgres:\\/\\/app:hunter2@db", "postgres:\\/\\/app:[redacted:password]@db"),
            new Sample("https://a.blob.example/c?sv=1&sig=" + MIXED + "%3D&x=1",
                    "https://a.blob.example/c?sv=1&sig=[redacted:signature]&x=1"),
            new Sample("-----BEGIN RSA PRIVATE KEY-----\nMIIB\n-----END RSA PRIVATE KEY-----\nend", "[redacted:private-key]\nend"),
            new Sample("cut off -----BEGIN PRIVATE KEY-----\nMIIB", "cut off [redacted:private-key]"),
            new Sample("Server=db;User Id=sa;Password=letmein;Encrypt=yes",
                    "Server=db;User Id=sa;Password=[redacted:password];Encrypt=yes"),
            new Sample("AccountName=x;AccountKey=" + MIXED + "==;EndpointSuffix=y",
                    "AccountName=x;AccountKey=[redacted:key];EndpointSuffix=y"),
            new Sample("DB_PASSWORD=correcthorse\nDEBUG=1", "DB_PASSWORD=[redacted:password]\nDEBUG=1"),
            new Sample("export API_KEY='k3y-with-9-parts'", "export API_KEY='[redacted:key]'"),
            new Sample("{\"password\": \"it's me\", \"user\": \"x\"}", "{\"password\": \"[redacted:password]\", \"user\": \"x\"}"),
            new Sample("{\\\"password\\\": \\\"hunter2\\\"}", "{\\\"password\\\": \\\"[redacted:password]\\\"}"),
            new Sample("client_secret: 'abc'", "client_secret: '[redacted:secret]'"),
            new Sample("password: hunter2", "password: [redacted:password]"),
            new Sample("mysql --user root --password hunter22 db", "mysql --user root --password [redacted:password] db"),
            new Sample("tool --auth-token=abcdef123456", "tool --auth-token=[redacted:token]"),
            new Sample("<db:password>hunter2</db:password>", "<db:password>[redacted:password]</db:password>"),
            // the second is uncovered by the mark of the first
            new Sample("hf_" + "a1b2c".repeat(51) + "ghp_" + MIXED, "[redacted:huggingface-token][redacted:github-token]"),
            new Sample("password => 'x1'", "password => '[redacted:password]'"));

    static final List<String> HARMLESS = List.of(
            "commit da39a3ee5e6b4b0d3255bfef95601890afd80709",
            "id 123e4567-e89b-12d3-a456-426614174000",
            "the token count is 1200; tokens: 1500, max_tokens=4096, max_token=4096000x",
            "token = parser.next()",
            "String password = request.getParameter(\"pw\");",
            "connect(user=user, password=password)",
            "password=os.environ['DB_PASSWORD']",
            "PASSWORD=${DB_PASSWORD} and PASSWORD=$DB_PASSWORD and password=<password>",
            "Password: must be at least 8 characters",
            "password: string; token: string",
            "api_key = your_api_key_12345",
            "PWD=/home/app1",
            "basic authentication and Basic realm, bearer of bad news, a Bearer authentication-required",
            "task-1234567890123456789012345 and disk-1234567890123456789012345 and sk-learn-is-a-library-of-models",
            "mail me at jane@example.com or http://localhost:8080/x@y",
            "https://user@host/path:1@2",
            "git@github.com:owner/repo.git",
            "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----",
            "next_page_token=CAUQAA12345678",
            "class TokenKey { int key = 3; }",
            "a.password > 5 && b",
            "secret: true, password: null, token: none");

    private Samples() {}
}
