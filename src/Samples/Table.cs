using Microsoft.ML;
using Microsoft.ML.Data;

namespace Ml.Net.Mlp.Samples;

/// <summary>A CSV file beside the program, with a label, numbers, and categories as text.</summary>
/// <param name="Name">Folder and file.</param>
/// <param name="Label">Name of the label's column in the file; it is loaded as <c>Label</c>.</param>
/// <param name="LabelKind">The label's type.</param>
/// <param name="Numbers">Names of the columns that are numbers; all others are categories.</param>
internal sealed record Table(string Name, string Label, DataKind LabelKind, string[] Numbers)
{
    /// <summary>Customers of a telephone company, and whether they left.</summary>
    public static readonly Table Churn = new("churn", "churn", DataKind.Boolean,
        ["female", "senior_citizen", "partner", "dependents", "phone_service", "paperless_billing", "tenure", "monthly_charges", "total_charges"]);

    /// <summary>Houses, and what they were sold for.</summary>
    public static readonly Table Ames = new("ames", "Sale_Price", DataKind.Single,
        [
            "Lot_Frontage", "Lot_Area", "Year_Built", "Year_Remod_Add", "Mas_Vnr_Area", "BsmtFin_SF_1", "BsmtFin_SF_2", "Bsmt_Unf_SF",
            "Total_Bsmt_SF", "First_Flr_SF", "Second_Flr_SF", "Gr_Liv_Area", "Bsmt_Full_Bath", "Bsmt_Half_Bath", "Full_Bath", "Half_Bath",
            "Bedroom_AbvGr", "Kitchen_AbvGr", "TotRms_AbvGrd", "Fireplaces", "Garage_Cars", "Garage_Area", "Wood_Deck_SF", "Open_Porch_SF",
            "Enclosed_Porch", "Three_season_porch", "Screen_Porch", "Pool_Area", "Misc_Val", "Mo_Sold", "Year_Sold", "Longitude", "Latitude",
        ]);

    private string Path => System.IO.Path.Combine(AppContext.BaseDirectory, "data", Name, $"{Name}.csv");

    private string[] Header => File.ReadLines(Path).First().Split(',');

    public IDataView Load(MLContext mlContext)
    {
        var columns = Header.Select((name, index) => name == Label
            ? new TextLoader.Column("Label", LabelKind, index)
            : new TextLoader.Column(name, Numbers.Contains(name) ? DataKind.Single : DataKind.String, index));
        return mlContext.Data.LoadFromTextFile(Path, [.. columns], separatorChar: ',', hasHeader: true);
    }

    /// <summary>Makes features: numbers at mean 0 and deviation 1, and a slot for each category.</summary>
    public IEstimator<ITransformer> Featurize(MLContext mlContext)
    {
        string[] categories = [.. Header.Where(name => name != Label && !Numbers.Contains(name))];
        return mlContext.Transforms.Concatenate("Numbers", Numbers)
            .Append(mlContext.Transforms.NormalizeMeanVariance("Numbers", fixZero: false))
            .Append(mlContext.Transforms.Categorical.OneHotEncoding([.. categories.Select(name => new InputOutputColumnPair(name))]))
            .Append(mlContext.Transforms.Concatenate("Features", ["Numbers", .. categories]));
    }
}
