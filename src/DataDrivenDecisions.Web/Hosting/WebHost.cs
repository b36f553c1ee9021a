using System.Threading.RateLimiting;
using DataDrivenDecisions.Records;
using DataDrivenDecisions.Web.Api;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.FileProviders;

namespace DataDrivenDecisions.Web.Hosting;

/// <summary>The one web host: pages, downloads and what protects them. Commands, the demonstration and tests all build it here.</summary>
public static class WebHost
{
    public static WebApplication Build(WebHostOptions options)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            ApplicationName = typeof(WebHost).Assembly.GetName().Name,
            ContentRootPath = AppContext.BaseDirectory,
            WebRootPath = Path.Combine(AppContext.BaseDirectory, "wwwroot"),
            EnvironmentName = Environments.Production,
        });
        Listen(builder, options);
        AddRooms(builder.Services, options);
        AddProtection(builder.Services, options);
        AddPages(builder.Services);
        var app = builder.Build();
        Pipe(app, options);
        return app;
    }

    static void Listen(WebApplicationBuilder builder, WebHostOptions options)
    {
        builder.Logging.ClearProviders();
        builder.Logging.AddSimpleConsole(o => o.SingleLine = true);
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        // A start that fails throws, and the command says in words why; the host would print the same with its stack before it.
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None);
        // stdout belongs to answers; whatever the host has to say goes to stderr.
        builder.Logging.AddConsole(o => o.LogToStandardErrorThreshold = LogLevel.Trace);
        builder.WebHost.UseUrls([.. options.Urls]);
        builder.WebHost.ConfigureKestrel(k =>
        {
            k.AddServerHeader = false;
            if (options.CertificateFile is { } file)
                k.ConfigureHttpsDefaults(h => UseCertificate(h, file));
        });
    }

    static void UseCertificate(HttpsConnectionAdapterOptions https, string file) =>
        https.ServerCertificate = file.EndsWith(".pem", StringComparison.OrdinalIgnoreCase)
            ? System.Security.Cryptography.X509Certificates.X509Certificate2.CreateFromPemFile(file)
            : System.Security.Cryptography.X509Certificates.X509CertificateLoader.LoadPkcs12FromFile(file, Environment.GetEnvironmentVariable("DDD_CERTIFICATE_PASSWORD"));

    static void AddRooms(IServiceCollection services, WebHostOptions options)
    {
        services.AddSingleton(options);
        services.AddSingleton(options.Folder);
        services.AddSingleton(options.Records);
        services.AddSingleton(options.Districts);
        services.AddSingleton(options.Clock);
        services.AddHttpContextAccessor();
        services.AddScoped<Desk>();
        services.AddScoped<Standing>();
        services.AddSingleton<RunningImports>();
        services.AddSingleton<Uploads.UploadSpool>();
        services.AddSingleton<Pages.District.OverviewShelf>();
    }

    static void AddProtection(IServiceCollection services, WebHostOptions options)
    {
        AddKeys(services, options.Folder);
        services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme).AddCookie(cookie =>
        {
            cookie.Cookie.Name = "ddd";
            cookie.Cookie.HttpOnly = true;
            cookie.Cookie.SameSite = SameSiteMode.Lax;
            cookie.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            cookie.LoginPath = "/sign-in";
            cookie.AccessDeniedPath = "/not-yours";
            cookie.ReturnUrlParameter = "next";
            cookie.ExpireTimeSpan = TimeSpan.FromHours(10);
            cookie.SlidingExpiration = true;
            // A refusal is an answer of its own; a redirect would make it look like a page that exists.
            cookie.Events.OnRedirectToAccessDenied = context =>
            {
                context.Response.StatusCode = StatusCodes.Status403Forbidden;
                return Task.CompletedTask;
            };
        });
        services.AddAuthorization(Access.AddPolicies);
        services.AddScoped<IAuthorizationHandler, DeskRightHandler>();
        services.AddAntiforgery(a =>
        {
            a.Cookie.Name = "ddd-form";
            a.Cookie.HttpOnly = true;
            a.Cookie.SameSite = SameSiteMode.Strict;
            a.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            a.HeaderName = UploadDelivery.TokenHeader;
        });
        services.AddRateLimiter(limits =>
        {
            limits.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            limits.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(http => IsDoor(http)
                ? RateLimitPartition.GetFixedWindowLimiter(
                    http.Connection.RemoteIpAddress?.ToString() ?? "unknown",
                    _ => new FixedWindowRateLimiterOptions { PermitLimit = options.SignInsAMinute, Window = TimeSpan.FromMinutes(1) })
                : RateLimitPartition.GetNoLimiter(""));
        });
        services.Configure<ForwardedHeadersOptions>(f =>
        {
            f.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
            foreach (var proxy in options.TrustedProxies)
                f.KnownProxies.Add(System.Net.IPAddress.Parse(proxy));
        });
    }

    static void AddKeys(IServiceCollection services, DataFolder folder)
    {
        var keys = services.AddDataProtection().SetApplicationName("DataDrivenDecisions").PersistKeysToFileSystem(new DirectoryInfo(folder.Keys));
        if (OperatingSystem.IsWindows())
            keys.ProtectKeysWithDpapi();
        else
            // Elsewhere there is no store of the system's own to lock the keys with: they lie in a folder that only their owner may enter, and a
            // lock whose key lay beside it would protect nothing. The key manager warns of that at every start; this category says nothing else at this level.
            services.AddLogging(log => log.AddFilter("Microsoft.AspNetCore.DataProtection.KeyManagement.XmlKeyManager", LogLevel.Error));
    }

    static bool IsDoor(HttpContext http) =>
        HttpMethods.IsPost(http.Request.Method) && (http.Request.Path.StartsWithSegments("/sign-in", StringComparison.OrdinalIgnoreCase) || http.Request.Path.StartsWithSegments("/set-up", StringComparison.OrdinalIgnoreCase));

    static void AddPages(IServiceCollection services)
    {
        services.AddRazorPages(Access.AddConventions);
        services.AddRouting(r => r.LowercaseUrls = true);
    }

    static void Pipe(WebApplication app, WebHostOptions options)
    {
        if (options.TrustedProxies.Count > 0)
            app.UseForwardedHeaders();
        app.UseExceptionHandler("/trouble/500");
        app.UseStatusCodePagesWithReExecute("/trouble/{0}");
        app.Use(SecurityHeaders.Add);
        app.UseStaticFiles(new StaticFileOptions
        {
            FileProvider = new PhysicalFileProvider(app.Environment.WebRootPath),
            OnPrepareResponse = file =>
            {
                file.Context.Response.Headers.CacheControl = "public, max-age=3600";
                file.Context.Response.Headers.Remove("Pragma");
            },
        });
        app.UseRouting();
        app.UseRateLimiter();
        app.UseAuthentication();
        app.Use(Desk.Open);
        app.UseAuthorization();
        app.Use(LookingBack.Open);
        app.MapRazorPages();
        Downloads.Map(app);
        Views.Map(app);
        UploadDelivery.Map(app);
        ResumableUpload.Map(app);
    }
}
