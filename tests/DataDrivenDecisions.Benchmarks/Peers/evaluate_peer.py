# The same table by scikit-learn and xgboost: usage: python3 evaluate_peer.py TABLE.csv OUTCOME POSITIVE DROPPED TIME, or evaluate_peer.py --tables FOLDER [OULAD]
# Ten folds under one seed, or the latest time tested. "forest" is, of each measure, the best of four settings on the very rows that they are tested by, which is in its favor;
# "tuned" takes the setting that was nearest to what happened in three folds of the rows that it learns from, as one has to who does not know the others yet.
import csv, json, os, sys, time
os.environ.setdefault("OMP_NUM_THREADS", "1")
import numpy as np, pandas as pd
from sklearn.ensemble import RandomForestClassifier, HistGradientBoostingClassifier
from sklearn.linear_model import LogisticRegressionCV
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import GridSearchCV, StratifiedKFold
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

def write_tables(folder):
    """scikit-learn's own small tables, and invented ones with categories, missing values and interactions, as CSV."""
    from sklearn import datasets
    for name in ["breast_cancer", "wine", "iris", "digits", "diabetes"]:
        data = getattr(datasets, "load_" + name)(as_frame=True)
        frame = data.frame
        if name == "digits":
            frame["target"] = np.where(frame["target"] >= 5, "high", "low")
        if name == "diabetes":
            frame["target"] = np.where(frame["target"] > frame["target"].median(), "yes", "no")
        frame.to_csv(os.path.join(folder, name + ".csv"), index=False)
    rng = np.random.default_rng(7)
    n = 12000
    school = rng.choice(["Oak, North", "Elm \"Old\"", "Ash", "Fir", "Yew"], n)
    missed, marks = rng.gamma(1.5, 4, n), rng.normal(75, 12, n)
    home = rng.choice(["yes", "no", ""], n, p=[.6, .3, .1])
    moved = rng.poisson(.4, n)
    z = -3 + .12 * missed + .05 * np.maximum(0, 72 - marks) + .8 * (home == "no") + .9 * (moved > 0) * (missed > 8) + .5 * (school == "Ash")
    came = rng.random(n) < 1 / (1 + np.exp(-z))
    frame = pd.DataFrame({"record": np.arange(n) + 100000, "school": school, "days_missed": missed.round(1), "mean_mark": marks.round(1), "home_computer": home, "moves": moved,
                          "born": pd.to_datetime("2008-01-01") + pd.to_timedelta(rng.integers(0, 900, n), "D"), "left_school": np.where(came, "TRUE", "FALSE")})
    frame.loc[rng.random(n) < .08, "mean_mark"] = np.nan
    frame.to_csv(os.path.join(folder, "invented.csv"), index=False, encoding="utf-8-sig", quoting=csv.QUOTE_NONNUMERIC)

def write_oulad(folder, data):
    """Enrollments at risk (failed or withdrew), as known on day 0 and, for those still registered, on day 60."""
    def table(name):
        return pd.read_csv(os.path.join(data, name + ".csv"), na_values=["", "NA"])
    keys = ["code_module", "code_presentation", "id_student"]
    all_rows = table("student").merge(table("student_registration"), on=keys)
    all_rows["at_risk"] = np.where(all_rows.final_result.isin(["Fail", "Withdrawn"]), "yes", "no")
    results = table("student_assessment").merge(table("assessment")[["id_assessment", "code_module", "code_presentation"]], on="id_assessment")
    sofar = results[(results.date_submitted <= 60) & (results.is_banked.astype(str).str.upper() != "TRUE")].groupby(keys).score.agg(mean_score="mean", submissions="size").reset_index()
    day60 = all_rows.merge(sofar, on=keys, how="left")
    day60["submissions"] = day60.submissions.fillna(0)
    gone = ["id_student", "final_result", "date_unregistration"]
    all_rows.drop(columns=gone).to_csv(os.path.join(folder, "oulad_day0.csv"), index=False)
    day60[day60.date_unregistration.isna() | (day60.date_unregistration > 60)].drop(columns=gone).to_csv(os.path.join(folder, "oulad_day60.csv"), index=False)

def read(path):
    with open(path, encoding="utf-8-sig") as text:
        head = text.readline()
    return pd.read_csv(path, sep=max(",;\t|", key=head.count), encoding="utf-8-sig", na_values=["", "NA"], keep_default_na=False)

def nearest(model, x, y):
    """Minus the Brier score, over all outcomes: larger is better, as scikit-learn wants it."""
    return -float(np.mean((model.predict_proba(x) - (y[:, None] == model.classes_)) ** 2))

def spent(fit):
    wall, cpu = time.perf_counter(), time.process_time()
    answer = fit()
    return answer, time.perf_counter() - wall, time.process_time() - cpu

def main(path, outcome, positive, dropped, time_column):
    frame = read(path).drop(columns=dropped)
    column, line = (outcome.split("<") + [None])[:2]
    frame = frame[frame[column].notna()]
    if line is not None:
        y = (frame[column].astype(float) < float(line)).astype(int)
    else:
        values = frame[column].astype(str).str.strip().str.lower()
        y = values.isin(positive.lower().split("|")).astype(int) if positive else values.astype("category").cat.codes
    x = frame.drop(columns=[column] + ([time_column] if time_column else []))
    for name in list(x.columns):
        if x[name].dtype == object:
            dates = pd.to_datetime(x[name], errors="coerce", format="%Y-%m-%d")
            if dates.notna().sum() == x[name].notna().sum() and dates.notna().any():
                x[name] = (dates - pd.Timestamp("2000-01-01")).dt.days
            elif x[name].nunique() > len(x) / 2:
                x = x.drop(columns=[name])
    x = pd.get_dummies(x, dummy_na=True).astype(float)
    whole = x.fillna(x.mean()).fillna(0).to_numpy(dtype=np.float32)
    y = y.to_numpy()
    several = len(np.unique(y)) > 2
    if time_column:
        later = (frame[time_column].astype(str) == frame[time_column].astype(str).max()).to_numpy()
        folds = [(np.flatnonzero(~later), np.flatnonzero(later))]
    else:
        folds = list(StratifiedKFold(10, shuffle=True, random_state=1).split(whole, y))
    asked = np.concatenate([tested for _, tested in folds])

    def out_of_fold(make):
        chances = np.zeros((len(y), len(np.unique(y))))
        for learned, tested in folds:
            chances[tested] = make().fit(whole[learned], y[learned]).predict_proba(whole[tested])
        return chances

    def measured(make):
        chances, wall, cpu = spent(lambda: out_of_fold(make))
        kinds = range(chances.shape[1]) if several else [1]
        chances, came = chances[asked], y[asked]
        auc = float(np.mean([roc_auc_score(came == k, chances[:, k]) for k in kinds]))
        brier = float(np.mean([np.mean((chances[:, k] - (came == k)) ** 2) for k in kinds]))
        return {"auc": auc, "brier": brier, "right": float(np.mean(chances.argmax(1) == came)), "wall": wall, "cpu": cpu}

    trees = 300 if len(y) < 5000 else 100
    settings = ((1, "sqrt"), (4, "sqrt"), (12, "sqrt"), (4, 0.4))
    forest = lambda leaf=1, share="sqrt": RandomForestClassifier(trees, min_samples_leaf=leaf, max_features=share, random_state=1, n_jobs=2)
    forests = [measured(lambda leaf=leaf, share=share: forest(leaf, share)) for leaf, share in settings]
    choices = [{"min_samples_leaf": [leaf], "max_features": [share]} for leaf, share in settings]
    tuned = lambda: GridSearchCV(forest(), choices, scoring=nearest, cv=StratifiedKFold(3, shuffle=True, random_state=2))
    answer = {"forest": max(forests, key=lambda f: f["auc"]), "tuned": measured(tuned), "hgb": measured(lambda: HistGradientBoostingClassifier(random_state=1)),
              "logistic": measured(lambda: make_pipeline(StandardScaler(), LogisticRegressionCV(Cs=5, max_iter=2000, scoring="neg_log_loss", n_jobs=1)))}
    answer["forest"]["brier"] = min(f["brier"] for f in forests)
    try:
        from xgboost import XGBClassifier
        answer["xgboost"] = measured(lambda: XGBClassifier(tree_method="hist", n_jobs=2, n_estimators=100))
    except ImportError:
        pass
    print(json.dumps(answer))

if __name__ == "__main__":
    if sys.argv[1] == "--tables":
        write_tables(sys.argv[2])
        if len(sys.argv) > 3:
            write_oulad(sys.argv[2], sys.argv[3])
    else:
        path, outcome, positive, dropped, time_column = sys.argv[1:6]
        main(path, outcome, positive, [d for d in dropped.split(",") if d], time_column)
