using System.Net;
using DataDrivenDecisions.Facts;
using DataDrivenDecisions.Warehouse;

namespace DataDrivenDecisions.Web.Tests.Imports;

/// <summary>Credits of a transcript stand on the student's page once their file is taken in.</summary>
public sealed class TranscriptTests
{
    [Test]
    public async Task Credits_of_a_transcript_stand_on_their_student_s_page_and_on_no_other()
    {
        var folder = Directory.CreateTempSubdirectory("ddd-transcript-").FullName;
        try
        {
            var district = OtherDistrict.Add("transcripts");
            using var coordinator = await SampleHost.SignedIn(district.Coordinator);
            await OtherDistrict.ReportOf(coordinator, await OtherDistrict.Upload(coordinator, RosterDelivery.Write(Path.Combine(folder, "roster.zip"))));
            var file = Path.Combine(folder, "transcript_credits.csv");
            await File.WriteAllLinesAsync(file,
            [
                "student_number,school_year,term,course_code,course_name,earned_at,result,method,mark,credits_attempted,credits_earned",
                "a1,2024-25,S2,ALG1,Algebra I,Cedar Falls High School,Fail,Transfer credit,F,0.5,0",
                "a1,2024-25,,,Spanish I,,,Credit by examination,P,,1",
            ]);
            await OtherDistrict.ReportOf(coordinator, await OtherDistrict.Upload(coordinator, file));

            var page = WebUtility.HtmlDecode(await coordinator.GetStringAsync($"/students/{Key("a1")}"));
            var other = await coordinator.GetStringAsync($"/students/{Key("a2")}");

            Assert.That(page, Does.Contain("1 credit on the transcript").And.Contain("2024-25, S2").And.Contain("0 of 0.5"));
            Assert.That(page, Does.Match("Cedar Falls High School<div[^>]*>Transfer credit</div>").And.Match(@">Credit by examination\s*</td>"));
            Assert.That(other, Does.Not.Contain("on the transcript"));

            int Key(string student) => SampleHost.Districts.Open(district.Slug).Warehouse.As(Viewer.Nightly("test"))
                .Ask(new Query<int>("SELECT student_key FROM seen.student WHERE student_id = @student", new { student })).Single();
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
