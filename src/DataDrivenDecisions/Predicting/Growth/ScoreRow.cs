using DataDrivenDecisions.Units;

namespace DataDrivenDecisions.Predicting.Growth;

/// <summary>One student's score in one year.</summary>
/// <param name="Student">The student's id as the table writes it.</param>
/// <param name="YearText">The year as the table writes it.</param>
/// <param name="Year">The school year.</param>
/// <param name="GradeText">The grade as the table writes it.</param>
/// <param name="Grade">The grade, or null where it is none of a sequence.</param>
/// <param name="Subject">The subject; empty where the table has but one and does not name it.</param>
/// <param name="Score">The scale score.</param>
/// <param name="Error">The score's standard error of measurement, or null where the table does not tell it.</param>
/// <param name="Group">The group that medians are told of, or null.</param>
sealed record ScoreRow(string Student, string YearText, SchoolYear Year, string GradeText, GradeLevel? Grade, string Subject, double Score, double? Error, string? Group);
