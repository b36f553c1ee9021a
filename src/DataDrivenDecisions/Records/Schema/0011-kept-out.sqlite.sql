-- A held delivery of which what is on file was kept is no loaded one: what waited of it never came in.
UPDATE import_delivery SET state = 'kept-out'
WHERE  state = 'loaded' AND EXISTS (SELECT 1 FROM import_file f WHERE f.delivery_id = import_delivery.id AND f.state = 'held');
