# Boosted trees of xgboost (hist) and scikit-learn on the same matrix: usage: python3 train_peer.py FOLDER ROWS COLUMNS
# x.f32 has the rows one after the other, y.u8 what happened; the first four fifths are learned from, all are scored, the rest is what the AUC is of.
import json, os, resource, sys, time
import numpy as np
from sklearn.metrics import roc_auc_score

folder, rows, columns = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
x = np.fromfile(os.path.join(folder, "x.f32"), dtype=np.float32).reshape(rows, columns)
y = np.fromfile(os.path.join(folder, "y.u8"), dtype=np.uint8)
learned = rows * 4 // 5

def measured(make):
    wall, cpu = time.perf_counter(), time.process_time()
    scores = make().fit(x[:learned], y[:learned]).predict_proba(x)[:, 1]
    return {"wall": time.perf_counter() - wall, "cpu": time.process_time() - cpu, "auc": float(roc_auc_score(y[learned:], scores[learned:])), "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}

answer = {}
try:
    from xgboost import XGBClassifier
    answer["xgboost hist"] = measured(lambda: XGBClassifier(tree_method="hist", n_jobs=2))
except ImportError:
    pass
from sklearn.ensemble import HistGradientBoostingClassifier
answer["scikit-learn"] = measured(lambda: HistGradientBoostingClassifier(early_stopping=False, random_state=1))
print(json.dumps(answer))
