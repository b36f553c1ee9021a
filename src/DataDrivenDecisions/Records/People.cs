using System.Buffers.Text;
using System.Security.Cryptography;

namespace DataDrivenDecisions.Records;

/// <summary>How an attempt to sign in ended.</summary>
public enum SignInOutcome
{
    Accepted,

    /// <summary>Unknown user, no password yet, inactive, or a wrong password; a caller must not tell which.</summary>
    Refused,

    /// <summary>Too many wrong passwords; try again after <see cref="SignInAttempt.LockedUntil"/>.</summary>
    LockedOut,
}

/// <summary>The answer to one attempt to sign in.</summary>
/// <param name="Outcome">How it ended.</param>
/// <param name="Person">Who signed in, when accepted.</param>
/// <param name="LockedUntil">When the lock opens, when locked out.</param>
public sealed record SignInAttempt(SignInOutcome Outcome, Person? Person = null, DateTimeOffset? LockedUntil = null);

/// <summary>The people who can sign in, their passwords (kept as slow hashes) and the links with which they set them.</summary>
public sealed class People
{
    /// <summary>After so many wrong passwords in a row the sign-in locks.</summary>
    public const int FailuresBeforeLock = 5;

    /// <summary>The fewest characters of a password (NIST SP 800-63B: length rather than composition).</summary>
    public const int ShortestPassword = 12;

    static readonly TimeSpan LockTime = TimeSpan.FromMinutes(15);
    static readonly TimeSpan LinkLife = TimeSpan.FromDays(3);
    const string Columns = """
        id AS Id, user_name AS UserName, display_name AS DisplayName, role AS Role, district AS District,
        staff_id AS StaffId, guardian_id AS GuardianId, is_active AS IsActive
        """;

    readonly RecordsDatabase _database;
    readonly TimeProvider _clock;

    internal People(RecordsDatabase database, TimeProvider clock) => (_database, _clock) = (database, clock);

    /// <summary>All people of a district, or of all districts, by user name.</summary>
    public IReadOnlyList<Person> List(string? district = null) =>
        _database.Ask<Person>($"SELECT {Columns} FROM person WHERE @district IS NULL OR district = @district ORDER BY user_name", new { district });

    /// <summary>The person with a user name, in any case, or null.</summary>
    public Person? Find(string userName) => One("user_name = @name", new { name = Normal(userName) });

    /// <summary>The person with an id, or null.</summary>
    public Person? Find(long id) => One("id = @id", new { id });

    /// <summary>Adds someone, without a password; null when the user name is taken.</summary>
    public Person? Add(Person person)
    {
        var added = _database.Tell(
            """
            INSERT INTO person (user_name, display_name, role, district, staff_id, guardian_id, is_active, created_at)
            SELECT @Name, @DisplayName, @Role, @District, @StaffId, @GuardianId, @IsActive, @At WHERE NOT EXISTS (SELECT 1 FROM person WHERE user_name = @Name)
            """,
            new
            {
                Name = Normal(person.UserName), person.DisplayName, Role = person.Role.ToString(), person.District,
                person.StaffId, person.GuardianId, person.IsActive, At = Instant.Text(_clock.GetUtcNow()),
            });
        return added == 1 ? Find(person.UserName) : null;
    }

    /// <summary>Lets somebody in, or no longer.</summary>
    public void SetActive(Person person, bool isActive) =>
        _database.Tell("UPDATE person SET is_active = @isActive WHERE id = @Id", new { person.Id, isActive });

    /// <summary>Sets a password and opens a lock.</summary>
    /// <exception cref="ArgumentException">It has fewer than <see cref="ShortestPassword"/> characters.</exception>
    public void SetPassword(Person person, string password)
    {
        RequireLength(password);
        _database.Tell(
            "UPDATE person SET password_hash = @hash, failed_count = 0, locked_until = NULL WHERE id = @Id",
            new { person.Id, hash = Password.Hash(password) });
    }

    /// <summary>True once a password was set.</summary>
    public bool HasPassword(Person person) =>
        _database.Ask<long>("SELECT COUNT(*) FROM person WHERE id = @Id AND password_hash IS NOT NULL", new { person.Id })[0] == 1;

    /// <summary>
    /// Checks a password. It takes the same time whether or not there is such a user; after <see cref="FailuresBeforeLock"/> wrong ones in a row the sign-in locks for a quarter of an hour.
    /// </summary>
    public SignInAttempt CheckPassword(string userName, string password)
    {
        var kept = _database.First<Kept>(
            "SELECT id AS Id, password_hash AS Hash, failed_count AS Failed, locked_until AS LockedUntil, is_active AS IsActive FROM person WHERE user_name = @name",
            new { name = Normal(userName) });
        var now = _clock.GetUtcNow();
        if (Instant.ReadOrNull(kept?.LockedUntil) is { } until && until > now)
            return new SignInAttempt(SignInOutcome.LockedOut, LockedUntil: until);
        var matches = Password.Matches(password, kept?.Hash);
        if (kept is null || !kept.IsActive)
            return new SignInAttempt(SignInOutcome.Refused);
        return matches ? Accept(kept.Id) : Refuse(kept.Id, now);
    }

    /// <summary>Makes a link's token with which the person sets a password once, within three days. Earlier links stop working.</summary>
    public string CreateSetUpLink(string userName)
    {
        var person = Find(userName) ?? throw new ArgumentException("There is no such user.", nameof(userName));
        var token = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        return _database.AsOne(work =>
        {
            work.Execute("DELETE FROM set_up_link WHERE person_id = @Id", new { person.Id });
            work.Execute(
                "INSERT INTO set_up_link (token_hash, person_id, expires_at) VALUES (@hash, @Id, @expires)",
                new { hash = HashOf(token), person.Id, expires = Instant.Text(_clock.GetUtcNow() + LinkLife) });
            return token;
        });
    }

    /// <summary>Whom an unused, unexpired token belongs to, or null.</summary>
    public Person? PersonOfSetUpLink(string token) => One(
        "id IN (SELECT person_id FROM set_up_link WHERE token_hash = @hash AND used_at IS NULL AND expires_at > @now)",
        new { hash = HashOf(token), now = Instant.Text(_clock.GetUtcNow()) });

    /// <summary>Sets the password and spends the token; null when the token is unknown, used or expired.</summary>
    /// <exception cref="ArgumentException">The password has fewer than <see cref="ShortestPassword"/> characters; the token is not spent.</exception>
    public Person? UseSetUpLink(string token, string password)
    {
        RequireLength(password);
        var now = Instant.Text(_clock.GetUtcNow());
        var person = PersonOfSetUpLink(token);
        if (person is null)
            return null;
        var spent = _database.Tell("UPDATE set_up_link SET used_at = @now WHERE token_hash = @hash AND used_at IS NULL", new { now, hash = HashOf(token) });
        if (spent != 1)
            return null;
        SetPassword(person, password);
        return person;
    }

    SignInAttempt Accept(long id)
    {
        _database.Tell("UPDATE person SET failed_count = 0, locked_until = NULL WHERE id = @id", new { id });
        return new SignInAttempt(SignInOutcome.Accepted, Find(id));
    }

    SignInAttempt Refuse(long id, DateTimeOffset now)
    {
        // The lock restarts the count, so that an expired lock gives a full set of attempts again.
        var locked = _database.AsOne(work =>
        {
            work.Execute(
                """
                UPDATE person SET locked_until = CASE WHEN failed_count + 1 >= @limit THEN @until END,
                                  failed_count = CASE WHEN failed_count + 1 >= @limit THEN 0 ELSE failed_count + 1 END
                WHERE id = @id
                """,
                new { id, limit = FailuresBeforeLock, until = Instant.Text(now + LockTime) });
            return work.First<string?>("SELECT locked_until FROM person WHERE id = @id", new { id });
        });
        return locked is null
            ? new SignInAttempt(SignInOutcome.Refused)
            : new SignInAttempt(SignInOutcome.LockedOut, LockedUntil: Instant.Read(locked));
    }

    Person? One(string condition, object parameters) =>
        _database.First<Person>($"SELECT {Columns} FROM person WHERE {condition}", parameters);

    static void RequireLength(string password)
    {
        if (password.Length < ShortestPassword)
            throw new ArgumentException($"A password has at least {ShortestPassword} characters.", nameof(password));
    }

    static string Normal(string userName) => userName.Trim().ToLowerInvariant();

    static string HashOf(string token) => Convert.ToHexStringLower(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(token)));

    sealed record Kept
    {
        public long Id { get; init; }
        public string? Hash { get; init; }
        public int Failed { get; init; }
        public string? LockedUntil { get; init; }
        public bool IsActive { get; init; }
    }
}
