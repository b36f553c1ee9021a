namespace DataDrivenDecisions.Predicting.Growth;

/// <summary>Solves the small square systems of a fit: the lower triangle of a symmetric matrix, factored in place.</summary>
static class Cholesky
{
    /// <summary>Factors the matrix; false where it is not positive.</summary>
    public static bool Factor(double[] matrix, int size, int width)
    {
        for (var i = 0; i < size; i++)
            for (var j = 0; j <= i; j++)
            {
                var sum = matrix[i * width + j];
                for (var k = 0; k < j; k++)
                    sum -= matrix[i * width + k] * matrix[j * width + k];
                if (i != j)
                    matrix[i * width + j] = sum / matrix[j * width + j];
                else if (sum > 0)
                    matrix[i * width + i] = Math.Sqrt(sum);
                else
                    return false;
            }
        return true;
    }

    /// <summary>Solves for one right side.</summary>
    public static void Solve(double[] factor, double[] right, double[] answer, int size, int width)
    {
        for (var i = 0; i < size; i++)
        {
            var sum = right[i];
            for (var k = 0; k < i; k++)
                sum -= factor[i * width + k] * answer[k];
            answer[i] = sum / factor[i * width + i];
        }
        for (var i = size - 1; i >= 0; i--)
        {
            var sum = answer[i];
            for (var k = i + 1; k < size; k++)
                sum -= factor[k * width + i] * answer[k];
            answer[i] = sum / factor[i * width + i];
        }
    }
}
