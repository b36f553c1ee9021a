using System.Net;
using DataDrivenDecisions.Records;

namespace DataDrivenDecisions.Web.Tests.SignIn;

/// <summary>Coming in, being kept out, and going out again.</summary>
public sealed class SignInTests
{
    [Test]
    public async Task A_wrong_password_is_answered_in_words_and_lets_nobody_in()
    {
        using var browser = SampleHost.Browser();
        var answer = await SampleHost.Post(browser, "/sign-in", "/sign-in", new() { ["user"] = "leader", ["password"] = "not the password" });
        var html = await answer.Content.ReadAsStringAsync();
        var after = await browser.GetAsync("/");
        Assert.Multiple(() =>
        {
            Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
            Assert.That(html, Does.Contain("do not belong together"));
            Assert.That(after.StatusCode, Is.EqualTo(HttpStatusCode.Redirect));
        });
    }

    [Test]
    public async Task A_form_without_its_token_is_refused()
    {
        using var browser = SampleHost.Browser();
        var answer = await browser.PostAsync("/sign-in", new FormUrlEncodedContent([new("user", "leader"), new("password", SampleHost.Password)]));
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
    }

    [Test]
    public async Task Five_wrong_passwords_lock_the_door_for_a_while()
    {
        AddPerson("locked");
        using var browser = SampleHost.Browser();
        HttpResponseMessage? answer = null;
        for (var i = 0; i < People.FailuresBeforeLock; i++)
            answer = await SampleHost.Post(browser, "/sign-in", "/sign-in", new() { ["user"] = "locked", ["password"] = "wrong" });
        Assert.That(await answer!.Content.ReadAsStringAsync(), Does.Contain("Too many wrong passwords"));
    }

    [Test]
    public async Task A_set_up_link_works_once_and_leaves_the_address_at_once()
    {
        AddPerson("newcomer");
        var token = SampleHost.Records.People.CreateSetUpLink("newcomer");
        using var browser = SampleHost.Browser();
        var first = await browser.GetAsync("/set-up?token=" + token);
        Assert.That(first.Headers.Location?.OriginalString, Is.EqualTo("/set-up"));
        var set = await SampleHost.Post(browser, "/set-up", "/set-up", new() { ["password"] = "three plain words", ["again"] = "three plain words" });
        Assert.That(set.Headers.Location?.OriginalString, Is.EqualTo("/"));
        using var second = SampleHost.Browser();
        await second.GetAsync("/set-up?token=" + token);
        Assert.That(await second.GetStringAsync("/set-up"), Does.Contain("This link cannot be used"));
    }

    [Test]
    public async Task Signing_out_ends_it()
    {
        using var browser = await SampleHost.SignedIn("teacher");
        await SampleHost.Post(browser, "/sign-out", "/sign-out", []);
        Assert.That((await browser.GetAsync("/")).StatusCode, Is.EqualTo(HttpStatusCode.Redirect));
    }

    [Test]
    public async Task Every_answer_carries_a_strict_policy_and_the_cookie_is_out_of_reach_of_scripts()
    {
        using var browser = SampleHost.Browser();
        var page = await browser.GetAsync("/sign-in");
        var signIn = await SampleHost.Post(browser, "/sign-in", "/sign-in", new() { ["user"] = "leader", ["password"] = SampleHost.Password });
        var cookie = signIn.Headers.GetValues("Set-Cookie").Single(c => c.StartsWith("ddd=", StringComparison.Ordinal));
        Assert.Multiple(() =>
        {
            Assert.That(page.Headers.GetValues("Content-Security-Policy").Single(), Does.Contain("default-src 'none'").And.Not.Contain("unsafe-inline"));
            Assert.That(page.Headers.GetValues("Referrer-Policy"), Does.Contain("no-referrer"));
            Assert.That(cookie.ToLowerInvariant(), Does.Contain("httponly").And.Contain("samesite=lax"));
        });
    }

    [Test]
    public async Task A_page_that_is_not_there_says_so_in_words()
    {
        using var browser = await SampleHost.SignedIn("leader");
        var answer = await browser.GetAsync("/no-such-page");
        Assert.Multiple(async () =>
        {
            Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
            Assert.That(await answer.Content.ReadAsStringAsync(), Does.Contain("There is nothing here that you can see"));
        });
    }

    static void AddPerson(string userName)
    {
        var person = SampleHost.Records.People.Add(new Person { Id = 0, UserName = userName, DisplayName = "Added For A Test", Role = Role.Teacher, District = "maple-valley" })!;
        SampleHost.Records.People.SetPassword(person, SampleHost.Password);
    }
}
